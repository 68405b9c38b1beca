import { GOALS, type NetReport, type Report } from './report.ts';
import type { Outcome } from './contest.ts';
import type { TemplateReport } from './templates.ts';
import type { Watched } from './watching.ts';
import { framesOf, type DrawnFrames, type WindowReport } from './window.ts';

const NAMES = { reference: 'reference graph', eager: 'tfjs-node eager', keras: 'Keras', torch: 'PyTorch' };

/** The report for people. */
export function formatReport(report: Report): string {
  const { machine, tensorflow, threads, quick, nets, templates, endurance, watched, window, notes } = report;
  return [
    `Genloom bench: one training step through the engine (Session.step), TensorFlow ${tensorflow}, ${threads} threads`,
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}${quick ? ' (--quick: too few pairs to believe)' : ''}`,
    '',
    ...(nets.length > 0 ? netLines(nets) : []),
    ...(templates.length > 0 ? ['', ...templateLines(templates)] : []),
    ...(endurance
      ? [
          '',
          `Tensors: ${endurance.tensors[0]} after step 1, ${endurance.tensors[1]} after ${endurance.counted} more: ${verdict(endurance.tensors[0] === endurance.tensors[1])}`,
          `Resident memory from step ${endurance.steps[0]} to ${endurance.steps[1]} (mlp, in a process like the engine's own): ${signed(endurance.growth)} MB of ${endurance.resident.toFixed(0)}, goal < ${GOALS.growth}: ${verdict(endurance.growth < GOALS.growth)}`,
        ]
      : []),
    ...(watched ? ['', ...watchedLines(watched)] : []),
    ...(window ? ['', ...windowLines(window)] : []),
    '',
    ...nets.map(
      ({ net, title, parameters, data }) =>
        `${net}: ${title}; ${parameters.toLocaleString('en')} parameters; data: ${data}`,
    ),
    ...notes,
  ].join('\n');
}

/** How fast the nets are, and what of it is our own. */
function netLines(nets: readonly NetReport[]): string[] {
  return [
    'Ratios are our time divided by theirs, pair by pair: the median, and its 95 % interval. A goal is met when the',
    "interval's lower end is below it. The others are fed arrays that lie ready in their memory.",
    '',
    ...aligned([
      ['net', 'against', 'ours ms', 'theirs ms', 'ratio', '95 % interval', 'pairs', 'goal'],
      ...nets.flatMap(rivalRows),
    ]),
    '',
    "The engine's own time a step, outside of TensorFlow's native calls (ms, median over steps in a row): as it is, with",
    'cold caches after each step; and idling, where no graph runs. Beside it what handing tensors in and out takes.',
    '',
    ...aligned([
      [
        'net',
        'own',
        '95th percentile',
        `goal < ${GOALS.own}`,
        'own, idling',
        'in and out',
        'whole step',
        'steps',
      ],
      ...nets.map(({ net, own }) => [
        net,
        own.own.toFixed(3),
        own.ownWorst.toFixed(3),
        verdict(own.own < GOALS.own),
        own.ownIdling.toFixed(3),
        own.handing.toFixed(3),
        own.whole.toFixed(2),
        String(own.steps),
      ]),
    ]),
  ];
}

const rivalRows = ({ net, rivals }: NetReport): string[][] =>
  rivals.map(({ rival, ours, theirs, ratio, pairs, goal, met }, i) => [
    i === 0 ? net : '',
    NAMES[rival],
    ours.toFixed(2),
    theirs.toFixed(2),
    ratio.median.toFixed(3),
    `${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)}`,
    String(pairs),
    goal === null ? '' : `${goal}: ${verdict(met!)}`,
  ]);

/** What each template takes, in milliseconds and in units of the reference graph. */
function templateLines(templates: readonly TemplateReport[]): string[] {
  const cells = (outcome: Outcome | null): string[] =>
    outcome === null
      ? ['', '', '']
      : [
          outcome.ours.toFixed(outcome.ours < 100 ? 1 : 0),
          outcome.ratio.median.toFixed(2),
          `${outcome.ratio.low.toFixed(2)} to ${outcome.ratio.high.toFixed(2)}`,
        ];
  return [
    "Each template's training step and its time to sample 64, beside the reference graph of the same minute:",
    '',
    ...aligned([
      ['template', 'phase', 'step ms', 'ratio', '95 % interval', '64 samples ms', 'ratio', '95 % interval'],
      ...templates.flatMap(({ template, phases, sampling }) =>
        phases.map(({ phase, step }, i) => [
          i === 0 ? template : '',
          phase,
          ...cells(step),
          ...cells(i === 0 ? sampling : null),
        ]),
      ),
    ]),
  ];
}

function watchedLines({
  template,
  steps,
  stepping,
  watching,
  views,
  metrics,
  looks,
  slowdown,
}: Watched): string[] {
  const percent = (part: number) => `${((100 * part) / stepping).toFixed(2)} %`;
  return [
    `What watching costs: ${template}, ${steps} steps with all of its views on the screen, CPU time of the engine's process divided by that`,
    `of its steps: ${percent(watching)}, goal < ${100 * GOALS.watching} %: ${verdict(watching / stepping < GOALS.watching)} (${looks} looks ${percent(views)}; encoding, messages, reports and all else ${percent(watching - views)})`,
    `By the clock it makes training ${slowdown.toFixed(3)} times as long, which other work on the machine moves. Metrics on held-out`,
    `examples, measured whether or not anybody watches, take ${percent(metrics)} more.`,
  ];
}

/** What the window takes, a line each with its goal. */
function windowLines(window: WindowReport): string[] {
  const { firstPaint, templateOpen, openAgain, own, shapes, problems, painted, shapesInFrame } = window;
  const { firstScripts, panning, training } = window;
  const median = (times: readonly number[]) => framesOf(times).median;
  const line = (what: string, found: number, goal: number, unit = 'ms') =>
    `${what}: ${found.toFixed(0)} ${unit}, goal < ${goal} ${unit}: ${verdict(found < goal)}`;
  const ownOf = (what: keyof WindowReport['own']) => `main thread ${median(own[what]).toFixed(0)} ms`;
  const frames = (what: string, { median: usual, ninetyFifth, longest, count, own, drawing }: DrawnFrames) =>
    `${line(`${what}, 95th percentile of ${count} frames`, ninetyFifth, GOALS.window.frames)} (median ${usual.toFixed(0)}, longest ${longest.toFixed(0)}; a frame: main thread ${own.toFixed(1)} ms, drawing ${drawing.toFixed(1)} ms)`;
  const kilobytes = (bytes: number) => bytes / 1000;
  return [
    `What the window takes (Chromium ${window.browser}, nothing in its cache; medians of ${templateOpen.length} tries, ${shapes.length} edits). Beside the clock, which other work`,
    `on the machine moves, the processor time of the window's main thread, and of the process that draws (${window.drawnBy}):`,
    `${line('First paint', median(firstPaint), GOALS.window.firstPaint)} (${ownOf('firstPaint')} until it is known)`,
    `${line('From the click on a template to its cards with shapes', median(templateOpen), GOALS.window.templateOpen)} (${ownOf('templateOpen')})`,
    `${line('The same in a second window', median(openAgain), GOALS.window.templateOpen)} (${ownOf('openAgain')})`,
    `${line('Shapes after an edit of 300 nodes', median(shapes), GOALS.window.shapes)} (all problems ${median(problems).toFixed(0)} ms; ${ownOf('edit')} until all is drawn)`,
    `From the key of that edit to its frame on the screen: ${median(painted).toFixed(0)} ms, in ${shapesInFrame} of ${painted.length} with its shapes`,
    line(
      'Scripts and styles before anything is seen, compressed',
      kilobytes(firstScripts),
      kilobytes(GOALS.firstScripts),
      'kB',
    ),
    frames('Moving over 300 nodes', panning),
    frames('Training with all views on the screen', training),
  ];
}

const verdict = (met: boolean): string => (met ? 'met' : 'NOT met');

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(1)}`;

/** Lines of a table: texts to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        /^[-+\d.]/.test(cell) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}
