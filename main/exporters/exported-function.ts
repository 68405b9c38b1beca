import { Problem } from '../../nodes/alphabet/problem.ts';
import { isLoop, unrolledSize } from '../../nodes/program/loop.ts';
import { BATCH, bindBatch, formatShape, knownSize, type TensorType } from '../../nodes/alphabet/shape.ts';
import type { Meaning } from '../../nodes/port.ts';
import type { Entry } from '../../nodes/graph/entry.ts';
import { functionsOf } from '../../nodes/graph/functions.ts';
import { hash32 } from '../../nodes/graph/hash.ts';
import { normal, uniform } from '../targets/tfjs/philox.ts';
import { readableNames } from '../targets/tensorflow/readable-names.ts';
import { tfjsTarget } from '../targets/tfjs/target.ts';
import type { Elements, Values } from '../targets/target.ts';
import type { ExportReport, ExportSource } from './exporter.ts';

/** One door of an exported function. */
export interface ExportedDoor {
  readonly name: string;
  /** What it is called in the document, in any script. */
  readonly inApp: string;
  /** B is left open. */
  readonly type: TensorType;
  readonly meaning: Meaning;
}

/** A function that is taken away: a block, or an output of the board. */
export interface ExportedFunction {
  /** `encoder`, `samples`: a name that is valid in every format. */
  readonly name: string;
  readonly of: 'block' | 'output';
  readonly entry: Entry;
  readonly inputs: readonly ExportedDoor[];
  readonly outputs: readonly ExportedDoor[];
}

/** Batches that each export is tried with: the batch must really be open. */
const TRIED_BATCHES = [1, 3];
/** The largest difference that rounding explains, relative to the largest number of an output. */
const TOLERANCE = 2e-4;

/** The functions of a model, under names that every language takes as names. */
export function exportedFunctions(source: ExportSource): ExportedFunction[] {
  const entries = functionsOf(source.document, BATCH, source.vocabularies);
  const names = readableNames(
    entries.map(({ name }) => name.slice(name.indexOf('/') + 1)),
    'function',
  );
  return entries.map((entry, i) => {
    mustBeSmallEnough(entry);
    const { program, inputMeanings, meanings } = entry;
    const feeds = program.feeds.flatMap(({ source: feed, value }) =>
      feed.kind === 'input' ? [{ input: feed.name, value }] : [],
    );
    const inputs = readableNames(
      feeds.map(({ input }) => input),
      'input',
    );
    const outputs = Object.entries(program.outputs);
    const outputNames = readableNames(
      outputs.map(([output]) => output),
      'output',
    );
    return {
      name: names[i]!,
      of: entry.name.startsWith('block/') ? 'block' : 'output',
      entry,
      inputs: feeds.map(({ input, value }, k) => ({
        name: inputs[k]!,
        inApp: input,
        type: program.types[value]!,
        meaning: inputMeanings[input] ?? { kind: 'any' },
      })),
      outputs: outputs.map(([output, value], k) => ({
        name: outputNames[k]!,
        inApp: output,
        type: program.types[value]!,
        meaning: meanings[output]!,
      })),
    };
  });
}

/** Operations that an exported function has at most, its loops written out. */
const MOST_OPERATIONS = 60_000;

/** @throws Problem where a sampler makes so many calls that nobody could load the function */
function mustBeSmallEnough({ name, program }: Entry): void {
  const operations = unrolledSize(program);
  if (operations <= MOST_OPERATIONS) return;
  const turns = Math.max(...program.instructions.filter(isLoop).map(({ attributes }) => attributes.count));
  throw new Problem(
    `'${name}' would be ${operations} operations with the ${turns} turns of its sampler written out, more than other programs load (${MOST_OPERATIONS}). Let the sampler take fewer steps, or export with its output switched off.`,
    `'${name}'은(는) 샘플러의 ${turns}번 반복을 펼치면 연산이 ${operations}개로, 다른 프로그램이 읽을 수 있는 ${MOST_OPERATIONS}개보다 많습니다. 샘플러의 스텝을 줄이거나 그 출력을 끄고 내보내세요.`,
  );
}

/** Runs a function from where it was exported to. */
export type RunExported = (
  exported: ExportedFunction,
  inputs: Readonly<Record<string, Values>>,
) => Promise<Readonly<Record<string, Values>>>;

/**
 * Runs every function where it was exported to and in the app, with the same inputs, and compares.
 * @throws a sentence where they differ
 */
export async function checkExport(
  source: ExportSource,
  functions: readonly ExportedFunction[],
  run: RunExported,
): Promise<ExportReport['checked']> {
  const checked: ExportReport['checked'][number][] = [];
  for (const exported of functions) {
    let worst = 0;
    for (const batch of TRIED_BATCHES) {
      const inputs = exampleInputs(exported, batch);
      const expected = await runInApp(source, exported, batch, inputs);
      const found = await run(exported, inputs);
      for (const { name, inApp } of exported.outputs) {
        const { shape, data } = expected[inApp]!;
        const other = found[name];
        if (!other || JSON.stringify(other.shape) !== JSON.stringify(shape))
          throw new Error(
            `The export of '${exported.name}' gives ${other ? formatShape(other.shape) : 'nothing'} for '${name}' where the app gives ${formatShape(shape)}; it was not finished. Please report this.`,
          );
        const size = largest(data.length, (i) => data[i]!, 1);
        const difference = largest(data.length, (i) => data[i]! - other.data[i]!) / size;
        if (!(difference <= TOLERANCE))
          throw new Error(
            `The export of '${exported.name}' differs from the app by ${difference.toPrecision(2)} in '${name}', which is more than rounding explains; it was not finished. Please report this.`,
          );
        worst = Math.max(worst, difference);
      }
    }
    checked.push({ name: exported.name, worstDifference: worst });
  }
  return checked;
}

/** The largest absolute value; NaN where one is NaN. */
function largest(count: number, value: (i: number) => number, least = 0): number {
  let most = least;
  for (let i = 0; i < count; i++) most = Math.max(most, Math.abs(value(i)));
  return most;
}

/** Inputs that could occur: images within their range, classes that exist, N(0, 1) for all else. */
export function exampleInputs({ name, inputs }: ExportedFunction, batch: number): Record<string, Values> {
  return Object.fromEntries(
    inputs.map(({ name: input, type, meaning }) => {
      const shape = bindBatch(type.shape, batch);
      const key = { seed: 7, stream: hash32(`${name}/${input}`), draw: batch };
      const count = knownSize(shape);
      const [low, high] = meaning.range ?? [0, 1];
      const data: Elements =
        type.dtype === 'int32'
          ? Int32Array.from(uniform(count, key), (u) => Math.floor(u * (meaning.classes ?? 2)))
          : meaning.kind === 'image'
            ? uniform(count, key).map((u) => low + u * (high - low))
            : normal(count, key);
      return [input, { shape, dtype: type.dtype, data }];
    }),
  );
}

/** What the app itself answers: the same function with B bound, on the reference backend. */
async function runInApp(
  source: ExportSource,
  exported: ExportedFunction,
  batch: number,
  inputs: Readonly<Record<string, Values>>,
): Promise<Record<string, Values>> {
  const { program } = functionsOf(source.document, batch, source.vocabularies).find(
    ({ name }) => name === exported.entry.name,
  )!;
  const runner = await tfjsTarget('cpu').open({ function: program });
  try {
    await runner.write(new Map(program.variables.map(({ name }) => [name, source.weights.get(name)!])));
    const feeds = Object.fromEntries(
      exported.inputs.map(({ name, inApp }) => [`input/${inApp}`, inputs[name]!.data]),
    );
    return await runner.run('function', feeds);
  } finally {
    runner.dispose();
  }
}
