import { formatShape } from '../../../nodes/alphabet/shape.ts';
import type { Meaning } from '../../../nodes/port.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { describe, type Description } from '../../../nodes/graph/describe.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { joinProblems } from '../../../nodes/graph/join-problems.ts';
import { formatPlace, type GraphProblem } from '../../../nodes/graph/problems.ts';
import { isLoop, unrolledSize } from '../../../nodes/program/loop.ts';
import { defineCommand } from '../command.ts';
import type { Console } from '../console.ts';
import { EXIT } from '../exit-codes.ts';
import { formatCount } from '../format.ts';
import { openSource } from '../source.ts';
import { table } from '../table.ts';

export default defineCommand({
  name: 'check',
  sentence: {
    en: 'says what keeps a document from running, and the shapes on its wires',
    ko: '문서의 문제와 연결의 모양, 블록의 파라미터 수를 알려 줍니다',
  },
  arguments: [{ name: 'document|template' }],
  options: {},
  async run({ arguments: [word] }, console) {
    const { document } = await openSource(word!);
    const described = describe(document);
    const compiled = compile(document);
    const problems = joinProblems(described.problems, compiled.problems);
    printWires(document, described, console);
    printBlocks(document, described, console);
    for (const { name, program, batch } of compiled.entries.values()) {
      if (!name.startsWith('optimize/')) continue;
      const optimizer = name.slice('optimize/'.length);
      const operations = unrolledSize(program);
      const loops = program.instructions.filter(isLoop).map(({ origin, attributes: { count, body } }) => ({
        node: origin?.node ?? '',
        turns: count,
        operations: count * body.instructions.length,
      }));
      console.emit({ kind: 'step', optimizer, operations, batch, ...(loops.length > 0 ? { loops } : {}) });
      console.print({
        en: `A step of ${optimizer}: ${formatCount(operations)} operations, ${batch} examples`,
        ko: `${optimizer}의 한 스텝: 연산 ${formatCount(operations)}개, 예제 ${batch}개`,
      });
      for (const { node, turns, operations: written } of loops)
        console.print({
          en: `  of them ${formatCount(written)} are the ${formatCount(turns)} turns of ${node}, which a training step writes out`,
          ko: `  그중 ${formatCount(written)}개는 ${node}의 ${formatCount(turns)}번 반복이며, 학습에서는 모두 펼쳐집니다`,
        });
    }
    return tellProblems(document, problems, console);
  },
});

function tellProblems(document: GraphDocument, problems: readonly GraphProblem[], console: Console) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (problems.length > 0) console.print();
  for (const { severity, place, text } of problems) {
    console.emit({ kind: 'problem', severity, place, text });
    const label = severity === 'error' ? { en: 'error', ko: '오류' } : { en: 'warning', ko: '경고' };
    console.print(`${console.inLanguage(label)}: ${formatPlace(place)}: ${console.inLanguage(text)}`);
  }
  console.emit({ kind: 'checked', document: document.name, errors, warnings });
  console.print();
  console.print({
    en: `${document.name}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}${errors > 0 ? '; it cannot be trained yet' : ''}`,
    ko: `${document.name}: 오류 ${errors}개, 경고 ${warnings}개${errors > 0 ? '. 아직 학습할 수 없습니다' : ''}`,
  });
  return errors > 0 ? EXIT.failed : EXIT.done;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function printWires({ board }: GraphDocument, { wires }: Description, console: Console): void {
  const targets = new Map<string, string[]>();
  for (const { from, to } of board.wires) {
    const source = `${from.node}.${from.port}`;
    targets.set(source, [...(targets.get(source) ?? []), `${to.node}.${to.port}`]);
  }
  const rows = [...targets].map(([from, to]) => {
    const type = wires.get(from);
    if (type)
      console.emit({
        kind: 'wire',
        from,
        to,
        shape: formatShape(type.shape),
        dtype: type.dtype,
        meaning: type.meaning,
      });
    else console.emit({ kind: 'wire', from, to });
    return [from, type ? formatShape(type.shape) : '', type ? facts(type.meaning) : '', `→ ${to.join(', ')}`];
  });
  for (const line of table(rows)) console.print(line);
}

/** `image 0..1, binary`: what is known about the numbers. */
function facts({ kind, range, classes, form, data }: Meaning): string {
  const first = kind === 'any' ? '' : `${kind}${range ? ` ${range[0]}..${range[1]}` : ''}`;
  return [first, classes === undefined ? '' : `${classes} classes`, form ?? '', data ?? '']
    .filter(Boolean)
    .join(', ');
}

function printBlocks({ blocks }: GraphDocument, { parameters }: Description, console: Console): void {
  const rows = Object.entries(blocks).map(([id, { name, design, frozen }]) => {
    const count = parameters[id] ?? 0;
    console.emit({ kind: 'block', id, name: name ?? id, design, parameters: count, frozen: frozen ?? false });
    return [name ?? id, formatCount(count), frozen ? console.inLanguage({ en: 'frozen', ko: '고정' }) : ''];
  });
  if (rows.length === 0) return;
  console.print();
  console.print({ en: 'Parameters:', ko: '파라미터:' });
  for (const line of table(rows, [1])) console.print(`  ${line}`);
}
