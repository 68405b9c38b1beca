import path from 'node:path';
import { describe } from '../../../nodes/graph/describe.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { Run, setSteps } from '../../engine/run.ts';
import { RunFolder } from '../../projects/run-folder.ts';
import { backendOption, openBackend } from '../backend.ts';
import { defineCommand } from '../command.ts';
import { mustBeAllowed, readOption } from '../consent.ts';
import type { Console } from '../console.ts';
import { UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { formatCount, formatDuration } from '../format.ts';
import { claimRunFolder, releaseRunFolder, shortPath } from '../run-place.ts';
import { applySettings, liveSettings, readSetting, type Setting } from '../settings.ts';
import { openSource } from '../source.ts';
import { listNumbers, TrainingReport } from '../training-report.ts';

export default defineCommand({
  name: 'train',
  sentence: {
    en: 'trains a document or a template, or goes on with a run; Ctrl+C stops with a checkpoint',
    ko: '문서나 템플릿을 학습하거나 실행을 이어 갑니다. Ctrl+C를 누르면 체크포인트를 남기고 멈춥니다',
  },
  arguments: [{ name: 'document|template', optional: true }],
  options: {
    steps: {
      type: 'integer',
      value: 'N',
      min: 1,
      max: 1_000_000_000,
      sentence: {
        en: 'how many in all; those of the document unless told',
        ko: '모두 몇 스텝. 정하지 않으면 문서의 값',
      },
    },
    seed: {
      type: 'integer',
      value: 'S',
      min: 0,
      max: 0x7fffffff,
      sentence: { en: 'of weights, noise and order of the data', ko: '가중치, 노이즈, 데이터 순서의 시드' },
    },
    backend: backendOption,
    out: {
      type: 'text',
      value: 'run',
      sentence: {
        en: 'folder of the run; runs/<name>-<n> unless told',
        ko: '실행 폴더. 정하지 않으면 runs/<이름>-<번호>',
      },
    },
    resume: {
      type: 'text',
      value: 'run',
      sentence: {
        en: 'goes on with that run from its last checkpoint',
        ko: '그 실행을 마지막 체크포인트에서 이어 갑니다',
      },
    },
    set: {
      type: 'texts',
      value: 'node.dial=value',
      sentence: {
        en: 'sets a dial of a node, or <phase>.steps; any number of times',
        ko: '노드의 다이얼이나 <단계>.steps를 정합니다. 여러 번 쓸 수 있습니다',
      },
    },
    read: readOption,
  },
  more: [
    {
      en: 'Ctrl+C ends the step at hand and writes a checkpoint; a second Ctrl+C ends at once, at the last checkpoint.',
      ko: 'Ctrl+C를 누르면 하던 스텝을 마치고 체크포인트를 씁니다. 한 번 더 누르면 마지막 체크포인트에서 바로 끝납니다.',
    },
  ],
  async run({ arguments: [word], options }, console) {
    const settings = options.set.map(readSetting);
    const { resume, steps, seed, out } = options;
    if (resume !== undefined) {
      refuseWithResume({ word, seed, out });
      return goOn(resume, settings, steps, options.backend, console);
    }
    if (word === undefined)
      throw new UsageError(
        "'train' needs a document or a template behind it, or --resume <run>.",
        "'train' 뒤에 문서나 템플릿, 또는 --resume <실행>이 필요합니다.",
      );
    const { name, document } = await openSource(word);
    applySettings(document, settings);
    mustBeAllowed(document, options.read, settings);
    if (steps !== undefined) setSteps(document, steps);
    if (seed !== undefined) document.seed = seed;
    const backend = await openBackend(options.backend, console);
    const folder = out ?? (await claimRunFolder(name));
    const run = await Run.start(document, folder, backend).catch(async (error: unknown) => {
      if (out === undefined) await releaseRunFolder(folder);
      throw error;
    });
    return trainRun(run, undefined, console);
  },
});

type Wish = Parameters<typeof openBackend>[0];

function refuseWithResume(given: Readonly<Record<'word' | 'seed' | 'out', unknown>>): void {
  const named = { word: 'a document', seed: '--seed', out: '--out' } as const;
  for (const [key, name] of Object.entries(named))
    if (given[key as keyof typeof named] !== undefined)
      throw new UsageError(
        `--resume goes on with what the run began with, so ${name} cannot be given with it. Leave one of them out.`,
        `--resume는 실행이 시작한 그대로 이어 가므로 ${key === 'word' ? '문서' : name}와(과) 함께 쓸 수 없습니다. 하나를 빼세요.`,
      );
}

async function goOn(
  folder: string,
  settings: readonly Setting[],
  steps: number | undefined,
  wish: Wish,
  console: Console,
): Promise<ExitCode> {
  // Looked at before a backend is loaded: what is wrong here should not take seconds to be told.
  const { document } = await RunFolder.open(folder);
  const dials = liveSettings(document, settings);
  const run = await Run.resume(folder, await openBackend(wish, console), steps);
  for (const { node, dial, value } of dials) run.setDial(node, dial, value);
  return trainRun(run, steps, console);
}

async function trainRun(run: Run, asked: number | undefined, console: Console): Promise<ExitCode> {
  const { session, folder } = run;
  const place = shortPath(folder.folder);
  try {
    if (session.finished) return tellFinishedBefore(run, place, console);
    tellStart(run, place, console);
    const report = new TrainingReport(session.document, console);
    const begun = performance.now();
    const first = session.counters.step;
    await console.stoppable((signal) => {
      signal.addEventListener('abort', () =>
        console.say({
          en: 'Stopping after this step, with a checkpoint ... (Ctrl+C again ends at once)',
          ko: '이 스텝을 마치고 체크포인트를 쓰고 멈춥니다 ... (Ctrl+C를 한 번 더 누르면 바로 끝납니다)',
        }),
      );
      return run.train((news) => report.tell(news), signal);
    });
    console.endStatus();
    const { step } = session.counters;
    const seconds = (performance.now() - begun) / 1000;
    const record = { run: folder.folder, step, steps: session.steps, seconds };
    if (!session.finished) {
      const resume = ['train', '--resume', place, ...(asked === undefined ? [] : ['--steps', String(asked)])];
      console.emit({ kind: 'stopped', ...record });
      console.say({
        en: `Stopped after step ${formatCount(step)} of ${formatCount(session.steps)}, with a checkpoint. Go on with:`,
        ko: `${formatCount(session.steps)}스텝 중 ${formatCount(step)}스텝에서 멈추었고 체크포인트가 있습니다. 이어서 하려면:`,
      });
      console.say(`  ${console.command(...resume)}`);
      return EXIT.stopped;
    }
    console.emit({ kind: 'done', ...record, numbers: Object.fromEntries(report.findings) });
    const time = formatDuration(seconds);
    console.print({
      en: `Trained ${formatCount(step - first)} steps in ${time.en}. The run is in ${place}.`,
      ko: `${time.ko} 동안 ${formatCount(step - first)}스텝을 학습했습니다. 실행 폴더: ${place}`,
    });
    for (const [node, numbers] of report.findings) {
      const { kind } = session.document.board.nodes[node]!;
      console.print({
        en: `  ${node}: ${listNumbers(numbers, kind, 'en')}`,
        ko: `  ${node}: ${listNumbers(numbers, kind, 'ko')}`,
      });
    }
    printNext(session.document, place, console);
    return EXIT.done;
  } finally {
    console.endStatus();
    run.dispose();
  }
}

function tellStart(run: Run, place: string, console: Console): void {
  const { session, folder, identical, notes } = run;
  const { document, counters, steps } = session;
  const parameters = Object.values(describe(document).parameters).reduce((sum, count) => sum + count, 0);
  const { step } = counters;
  console.emit({
    kind: 'start',
    run: folder.folder,
    document: document.name,
    step,
    steps,
    parameters,
    fingerprint: session.fingerprint,
    identical,
    notes: notes.map(({ en }) => en),
  });
  console.say({
    en: `${document.name}: ${formatCount(parameters)} parameters, ${step === 0 ? '' : `step ${formatCount(step)} of `}${formatCount(steps)} steps of ${document.batch} examples, into ${place}`,
    ko: `${document.name}: 파라미터 ${formatCount(parameters)}개, 예제 ${document.batch}개씩 ${formatCount(steps)}단계${step === 0 ? '' : ` 중 ${formatCount(step)}스텝부터`}, 실행 폴더 ${place}`,
  });
  console.say(session.fingerprint.replace(/^\S+ /, ''));
  for (const note of notes) console.say(note);
  if (!identical)
    console.say({
      en: 'Not identical: program, backend, library, threads or processor differ from those that the run began on, so it goes on well, but not to the bit.',
      ko: '비트까지 같지는 않습니다: 실행을 시작했을 때와 프로그램, 백엔드, 라이브러리, 스레드 수 또는 프로세서가 다릅니다. 이어지기는 합니다.',
    });
}

function tellFinishedBefore(run: Run, place: string, console: Console): ExitCode {
  const { counters, steps } = run.session;
  console.emit({ kind: 'done', run: run.folder.folder, step: counters.step, steps, seconds: 0, numbers: {} });
  console.print({
    en: `This run is finished: ${formatCount(counters.step)} steps are done. To train it further, ask for more: ${console.command('train', '--resume', place, '--steps', String(2 * counters.step))}`,
    ko: `이 실행은 ${formatCount(counters.step)}스텝으로 끝났습니다. 더 학습하려면: ${console.command('train', '--resume', place, '--steps', String(2 * counters.step))}`,
  });
  return EXIT.done;
}

/** The commands that a person most likely types next. */
function printNext(document: GraphDocument, place: string, console: Console): void {
  const hasOutput = Object.values(document.board.nodes).some(({ kind }) => kind === 'output');
  const next = [
    ...(hasOutput
      ? [console.command('sample', place, '--out', path.join(place, 'samples', 'samples.png'))]
      : []),
    console.command('evaluate', place),
    console.command('export', place, '--format', 'safetensors', '--out', `${path.basename(place)}-export`),
  ];
  console.print();
  console.print({ en: 'Next:', ko: '다음:' });
  for (const line of next) console.print(`  ${line}`);
}
