import { dialOf } from '../../../main/engine/feeds.ts';
import { runStages, type Follower } from '../../../main/engine/turns.ts';
import type { Elements, Values } from '../../../main/targets/target.ts';
import { chooseBackend } from '../../../main/engine/backends/choose.ts';
import { askedDials } from '../../../nodes/graph/asked-values.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { Design, DialValue, GraphDocument } from '../../../nodes/graph/document.ts';
import { promptTokens, rowOfTokens } from '../../../nodes/prompt.ts';
import { stagesOf } from '../../../nodes/program/stages.ts';
import type { Prediction } from '../../../nodes/schedule.ts';
import { document, graph } from '../../documents.ts';

/** The data of these tests: a Gaussian in the plane, so that everything about its noisy versions is known. */
export const MEAN = [1, -0.5] as const;
export const COVARIANCE = [0.8, 0.35, 0.4] as const; // var x, cov x y, var y

/** α(t) and σ(t) of a schedule as formulas of t. */
export interface Formulas {
  readonly alpha: string;
  readonly sigma: string;
}

export const STRAIGHT: Formulas = { alpha: '(1-t)', sigma: 't' };
const COSINE_ALPHA = '(max(cos((t+0.008)/1.008*1.5707963), 1e-4)/0.99992235)';
export const COSINE: Formulas = { alpha: COSINE_ALPHA, sigma: `sqrt(max(1-${COSINE_ALPHA}^2, 0))` };
export const LINEAR: Formulas = {
  alpha: 'exp(-0.05*t-4.975*t^2)',
  sigma: 'sqrt(1-exp(-0.1*t-9.95*t^2))',
};
/** From 0.01 to 20. */
export const GEOMETRIC: Formulas = { alpha: '1', sigma: '(0.01*exp(t*7.6009025))' };

/**
 * A denoiser without weights that is right, told in the form of a prediction: with Σ_t = α² Σ + σ² I and g = Σ_t⁻¹ (x − α μ) it
 * is ε = σ g and x₀ = μ + α Σ g.
 */
export function exactDenoiser({ alpha, sigma }: Formulas, prediction: Prediction): Design {
  const [xx, xy, yy] = COVARIANCE;
  const at = (part: number) => `(${alpha}^2*${part}+${sigma}^2)`;
  const [a, b, c] = [at(xx), `(${alpha}^2*${xy})`, at(yy)];
  const [dx, dy] = [`(x-${alpha}*${MEAN[0]})`, `(y-${alpha}*(${MEAN[1]}))`];
  const det = `(${a}*${c}-${b}^2)`;
  const slope = { x: `((${c}*${dx}-${b}*${dy})/${det})`, y: `((${a}*${dy}-${b}*${dx})/${det})` };
  const clean = {
    x: `(${MEAN[0]}+${alpha}*(${xx}*p+${xy}*q))`,
    y: `(${MEAN[1]}+${alpha}*(${xy}*p+${yy}*q))`,
  };
  const told = (axis: 'x' | 'y'): string => {
    const e = `(${sigma}*${axis === 'x' ? 'p' : 'q'})`;
    return {
      noise: e,
      clean: clean[axis],
      v: `${alpha}*${e}-${sigma}*${clean[axis]}`,
      velocity: `${e}-${clean[axis]}`,
      score: axis === 'x' ? '-p' : '-q',
    }[prediction];
  };
  /** What a formula names is wired into it: p and q are the parts of Σ_t⁻¹ (x − α μ). */
  const sources = { x: 'x.result', y: 'y.result', t: 'column.output', p: 'p.result', q: 'q.result' };
  const formulas = { p: slope.x, q: slope.y, sayx: told('x'), sayy: told('y') };
  const inputs = Object.entries(formulas).flatMap(([node, formula]) =>
    Object.entries(sources)
      .filter(([name]) => new RegExp(`\\b${name}\\b`).test(formula))
      .map(([name, source]) => `${source} -> ${node}.${name}`),
  );
  return graph({
    nodes: {
      noisy: { kind: 'input', name: 'noisy', meaning: 'points' },
      time: { kind: 'input', name: 'time', meaning: 'time' },
      column: { kind: 'reshape', shape: [1] },
      x: { kind: 'slice', axis: 1, begin: 0, size: 1 },
      y: { kind: 'slice', axis: 1, begin: 1, size: 1 },
      ...Object.fromEntries(
        Object.entries(formulas).map(([node, formula]) => [node, { kind: 'expression', formula }]),
      ),
      both: { kind: 'concat' },
      said: { kind: 'output', name: 'said' },
    },
    wires: [
      'time.value -> column.input',
      'noisy.value -> x.value',
      'noisy.value -> y.value',
      ...inputs,
      'sayx.result -> both.input as x',
      'sayy.result -> both.input as y',
      'both.output -> said.value',
    ],
  });
}

/** Whatever it is shown, it says that the clean value is its condition. */
export const obedient = graph({
  nodes: {
    noisy: { kind: 'input', name: 'noisy' },
    time: { kind: 'input', name: 'time', meaning: 'time' },
    wish: { kind: 'input', name: 'wish' },
    nothing: { kind: 'scale', factor: 0 },
    said: { kind: 'add' },
    prediction: { kind: 'output', name: 'prediction' },
  },
  wires: [
    'noisy.value -> nothing.value',
    'nothing.result -> said.a',
    'wish.value -> said.b',
    'said.result -> prediction.value',
  ],
});

type Dials = Record<string, DialValue>;

/** A board with a sampler on such a denoiser. */
export const samplingBoard = (
  kind: string,
  schedule: Dials,
  sampler: Dials,
  net: Design,
  more: { nodes?: Record<string, { kind: string } & Dials>; wires?: readonly string[] } = {},
): GraphDocument =>
  document({
    board: {
      nodes: {
        schedule: { kind: 'noise-schedule', ...schedule },
        net: { kind: 'block', block: 'net' },
        sampler: { kind, ...sampler },
        samples: { kind: 'output', name: 'samples' },
        ...more.nodes,
      },
      wires: [
        'schedule.schedule -> sampler.schedule',
        'net.block -> sampler.block',
        'sampler.samples -> samples.value',
        ...(more.wires ?? []),
      ],
    },
    designs: { net },
    blocks: { net: 'net' },
  });

interface Drawing {
  readonly seed?: number;
  readonly output?: string;
  /** What runs; the board's output of that name unless told. */
  readonly entry?: string;
  readonly follower?: Follower;
  readonly inputs?: Readonly<Record<string, Elements>>;
}

const backend = chooseBackend('auto');

/** What an output of a board is for so many examples at once, its loops run one call a turn. */
export async function drawFrom(
  drawn: GraphDocument,
  count: number,
  { output = 'samples', entry = `output/${output}`, ...more }: Drawing = {},
): Promise<Values> {
  return (await drawAllFrom(drawn, count, { entry, ...more }))[output]!;
}

/** All that an entry of a board answers with, the same way. */
export async function drawAllFrom(
  drawn: GraphDocument,
  count: number,
  {
    seed = 1,
    entry,
    follower = {},
    inputs = {},
  }: Omit<Drawing, 'output' | 'entry'> & { readonly entry: string },
): Promise<Readonly<Record<string, Values>>> {
  const compiled = compile(drawn, { lookBatch: count });
  // That nothing is trained is no hindrance to sampling.
  const sentences = compiled.problems.filter(({ place }) => place !== null).map(({ text }) => text.en);
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
  const { program, vocabularies } = compiled.entries.get(entry)!;
  const stages = stagesOf(program);
  const { target } = await backend;
  const begin = compiled.entries.get('initialize')!.program;
  const runner = await target.open({
    ...Object.fromEntries(stages.map((stage, i) => [String(i), stage.program])),
    ...(compiled.variables.size > 0 ? { begin } : {}),
  });
  try {
    // A block with weights starts with new ones, the same for the same document.
    if (compiled.variables.size > 0)
      await runner.run(
        'begin',
        Object.fromEntries(begin.feeds.map(({ name }) => [name, Int32Array.of(drawn.seed, 0)])),
      );
    return await runStages(
      runner,
      stages,
      String,
      ({ feeds, types }, handed) =>
        Object.fromEntries(
          feeds.map(({ name, source, value }) => {
            if (source.kind === 'handed') return [name, handed.get(name)!];
            if (source.kind === 'random') return [name, Int32Array.of(seed, 0)];
            if (source.kind === 'dial')
              return [name, Float32Array.of(dialOf(drawn, source.node, source.dial))];
            if (source.kind === 'words') {
              const of = `${source.node}.${source.dial}`;
              const text = String(askedDials(drawn)[of]);
              const length = types[value]!.shape[1] as number;
              return [
                name,
                Int32Array.from(rowOfTokens(promptTokens(vocabularies.get(of), text, length), length)),
              ];
            }
            if (source.kind === 'input') return [name, inputs[source.name]!];
            throw new Error(`no ${source.kind}`);
          }),
        ),
      follower,
    );
  } finally {
    runner.dispose();
  }
}

/** Mean [x, y] and covariance [xx, xy, yy] of points [n, 2]. */
export function moments({ data, shape: [count = 0] }: Values): { mean: number[]; covariance: number[] } {
  const points = Array.from({ length: count }, (_, i) => [data[2 * i]!, data[2 * i + 1]!] as const);
  const average = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / count;
  const mean = [average(([x]) => x), average(([, y]) => y)];
  const [mx, my] = mean as [number, number];
  return {
    mean,
    covariance: [
      average(([x]) => (x - mx) ** 2),
      average(([x, y]) => (x - mx) * (y - my)),
      average(([, y]) => (y - my) ** 2),
    ],
  };
}

/** The largest difference from what the data has. */
export function astray(samples: Values): number {
  const { mean, covariance } = moments(samples);
  return Math.max(
    ...mean.map((value, i) => Math.abs(value - MEAN[i]!)),
    ...covariance.map((value, i) => Math.abs(value - COVARIANCE[i]!)),
  );
}
