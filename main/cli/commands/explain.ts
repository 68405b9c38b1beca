import { compile } from '../../../nodes/graph/compile.ts';
import type { Compiled } from '../../../nodes/graph/compiled.ts';
import { explain, explainOutputs, type Line } from '../../../nodes/graph/explain.ts';
import { phaseName } from '../../../nodes/graph/names.ts';
import { titleOnBoard } from '../../../nodes/graph/node-title.ts';
import { plainFormula } from '../../../nodes/plain-formula.ts';
import { Session } from '../../engine/session.ts';
import { backendOption, openBackend } from '../backend.ts';
import { defineCommand } from '../command.ts';
import { mustBeAllowed, readOption } from '../consent.ts';
import type { Console } from '../console.ts';
import { EXIT } from '../exit-codes.ts';
import { formatCount, formatNumber } from '../format.ts';
import { openSource } from '../source.ts';
import { valuesOfStep, type Statistics } from '../step-values.ts';
import { displayWidth } from '../table.ts';

type Found = ReadonlyMap<number, Statistics>;

/** Assignments longer than this do not push the formulas of all others to the right. */
const WIDEST = 40;

export default defineCommand({
  name: 'explain',
  sentence: {
    en: 'reads a training step aloud, and how samples come about: every line in words and formulas; --values runs a step once',
    ko: '학습 한 스텝과 샘플을 만드는 차례를 한 줄씩 말과 수식으로 읽어 줍니다. --values는 스텝을 한 번 실행합니다',
  },
  arguments: [{ name: 'document|template' }],
  options: {
    values: {
      type: 'flag',
      sentence: {
        en: 'runs the step once on new weights, line by line, and says what each value is like',
        ko: '새 가중치로 한 스텝을 한 줄씩 실행하고 값의 통계를 보여 줍니다',
      },
    },
    backend: backendOption,
    read: readOption,
  },
  async run({ arguments: [word], options }, console) {
    const { document } = await openSource(word!);
    if (!options.values) {
      const compiled = compile(document);
      tellSteps(compiled, null, console);
      return compiled.problems.some(({ severity }) => severity === 'error')
        ? tellProblems(word!, console)
        : EXIT.done;
    }
    mustBeAllowed(document, options.read, []);
    const backend = await openBackend(options.backend, console);
    const session = await Session.open(document, backend.target, backend.fingerprint);
    try {
      const found = new Map<string, Found>();
      let draw = -1;
      for (const phase of session.compiled.phases)
        for (const optimizer of phase.optimizers) {
          if (optimizer.draw === 'new' || draw < 0) draw++;
          const ids = idsOf(session.compiled, optimizer.node);
          found.set(optimizer.node, await valuesOfStep(session, optimizer, ids, draw, backend.name));
        }
      tellSteps(session.compiled, found, console);
      return EXIT.done;
    } finally {
      session.dispose();
    }
  },
});

function tellProblems(word: string, console: Console) {
  console.say({
    en: `It has problems that keep it from running; see ${console.command('check', word)}`,
    ko: `실행을 막는 문제가 있습니다: ${console.command('check', word)}`,
  });
  return EXIT.failed;
}

const idsOf = (compiled: Compiled, optimizer: string): Set<number> =>
  new Set(
    explain(compiled)
      .filter((explained) => explained.optimizer === optimizer)
      .flatMap(({ lines }) => lines.flatMap(({ values }) => values.map(({ id }) => id))),
  );

function tellSteps(compiled: Compiled, found: ReadonlyMap<string, Found> | null, console: Console): void {
  const { document, phases } = compiled;
  for (const explained of explain(compiled)) {
    const phase = phaseName(document.phases, explained.phase);
    const optimizer = titleOnBoard(document, explained.optimizer);
    const steps = phases.find(({ name }) => name === explained.phase)!.steps;
    console.print({
      en: `${document.name}, phase '${phase.en}' (${formatCount(steps)} steps): one update by '${optimizer.en}'`,
      ko: `${document.name}, 단계 '${phase.ko}'(${formatCount(steps)}번): '${optimizer.ko}'의 갱신 한 번`,
    });
    const { lines, ...of } = explained;
    tellLines({ kind: 'line', ...of }, lines, found?.get(explained.optimizer) ?? null, console);
    console.print();
  }
  if (found) return;
  for (const { lines, output, heading } of explainOutputs(compiled)) {
    console.print(`${document.name}: ${console.inLanguage(heading)}`);
    tellLines({ kind: 'drawing', output }, lines, null, console);
    console.print();
  }
}

/** @param of what the lines belong to, for who reads records */
function tellLines(
  of: Readonly<Record<'kind', string> & Record<string, string>>,
  lines: readonly Line[],
  found: Found | null,
  console: Console,
): void {
  const written = lines.map(
    (line) => '  '.repeat(line.depth) + plainFormula(console.inLanguage(line.assignment)),
  );
  const width = Math.max(...written.map(displayWidth).filter((size) => size <= WIDEST), 0);
  lines.forEach((line, i) => {
    const number = i + 1;
    const formula = line.formula === undefined ? null : plainFormula(line.formula);
    console.emit({
      ...of,
      number,
      depth: line.depth,
      place: line.place,
      text: written[i]!.trim(),
      tex: console.inLanguage(line.assignment),
      formula,
      words: line.words,
      values: line.values.map(({ symbol, id, shape }) => ({
        symbol: plainFormula(symbol),
        shape,
        ...found?.get(id),
      })),
    });
    const space = ' '.repeat(Math.max(0, width - displayWidth(written[i]!)));
    const note = noteOf(line, formula, console);
    console.print(`${String(number).padStart(3)}  ${written[i]}${note ? `${space}   ${note}` : ''}`);
    if (found)
      for (const value of line.values) console.print(valueLine(line, value, found.get(value.id), console));
  });
}

/** Words where they say more than the assignment, else the formula. */
function noteOf({ words, values, assignment }: Line, formula: string | null, console: Console): string {
  const draws = words.en.startsWith('draw ');
  // A schedule is given without numbers of its own.
  const gives = values.length > 0 || assignment.en.includes(' = ');
  return draws || !gives || formula === null ? console.inLanguage(words) : formula;
}

function valueLine(
  { depth }: Line,
  { symbol, shape }: Line['values'][number],
  statistics: Statistics | undefined,
  console: Console,
): string {
  const space = ' '.repeat(7 + 2 * depth);
  const name = plainFormula(symbol);
  if (!statistics) return `${space}${name} ${shape}`;
  const [mean, deviation, least, largest] = [
    statistics.mean,
    statistics.deviation,
    statistics.least,
    statistics.largest,
  ].map(formatNumber);
  if (shape === '[]') return `${space}${name} = ${mean}`;
  const text = console.inLanguage({
    en: `mean ${mean} ± ${deviation}, least ${least}, largest ${largest}`,
    ko: `평균 ${mean} ± ${deviation}, 최소 ${least}, 최대 ${largest}`,
  });
  return `${space}${name} ${shape}  ${text}`;
}
