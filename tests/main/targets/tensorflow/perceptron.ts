import type { Tensor } from '../../../../nodes/alphabet/operation.ts';
import { differentiate } from '../../../../nodes/program/differentiate.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { simplify } from '../../../../nodes/program/simplify.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import type { Elements, Values } from '../../../../main/targets/target.ts';

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** A multilayer perceptron of these widths and one step of its training by Adam, as the engine would run it. */
export interface Perceptron {
  readonly step: Program;
  readonly weights: ReadonlyMap<string, Values>;
  /** One batch with its targets. */
  readonly feeds: Record<string, Elements>;
}

export function perceptron(widths: readonly number[], batch: number): Perceptron {
  const trace = new Trace();
  const { ops } = trace;
  const feed = (name: string, ...shape: number[]) =>
    trace.feed(name, { shape, dtype: 'float32' }, { kind: 'input', name });
  const [x, target] = [feed('x', batch, widths[0]!), feed('target', batch, widths.at(-1)!)];
  const [rate, count] = [feed('rate'), feed('count')];
  const names: string[] = [];
  const variable = (name: string, ...shape: number[]): Tensor => {
    names.push(name);
    return trace.variable(name, { shape, dtype: 'float32' });
  };
  let hidden = x;
  widths.slice(1).forEach((width, i) => {
    const kernel = variable(`kernel${i}`, widths[i]!, width);
    const sum = ops.add(ops.matMul(hidden, kernel), variable(`bias${i}`, width));
    hidden = i === widths.length - 2 ? sum : ops.relu(sum);
  });
  const loss = ops.reduceMean(ops.square(ops.subtract(hidden, target)));
  const weights = names.map((name) => trace.variableRead(name)!);
  differentiate(trace, loss, weights).forEach((gradient, i) => {
    const name = names[i]!;
    const slots = ['m', 'v'].map((slot) =>
      trace.variable(`${slot}/${name}`, { ...weights[i]!, dtype: 'float32' }),
    );
    const next = ops.adam(weights[i]!, slots[0]!, slots[1]!, gradient!, rate, count, ADAM);
    trace.update(name, next.weight);
    trace.update(`m/${name}`, next.m);
    trace.update(`v/${name}`, next.v);
  });
  const error = ops.reduceMax(ops.absolute(ops.subtract(hidden, target)));
  const step = simplify(trace.program({ loss, error, mean: ops.reduceMean(hidden) }));
  const weightOf = (name: string, shape: readonly number[]): [string, Values] => {
    const data = wave(
      shape.reduce((a, b) => a * b, 1),
      name.length,
      0.5,
    );
    return [name, { shape, dtype: 'float32', data: name.includes('/') ? data.fill(0) : data }];
  };
  return {
    step,
    weights: new Map(
      step.variables.map(({ name, value }) => weightOf(name, step.types[value]!.shape as number[])),
    ),
    feeds: {
      x: wave(batch * widths[0]!, 1),
      target: wave(batch * widths.at(-1)!, 2),
      rate: Float32Array.of(0.01),
      count: Float32Array.of(0),
    },
  };
}

/** Numbers between -scale and scale that are the same each time. */
export const wave = (size: number, phase: number, scale = 1): Float32Array =>
  Float32Array.from({ length: size }, (_, i) => scale * Math.sin(1.7 * i + phase));
