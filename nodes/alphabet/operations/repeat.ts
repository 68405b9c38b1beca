import { operation, type Attributes, type Operations, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { mustBeWhole } from '../rules.ts';
import { formatShape, sameShape, type TensorType } from '../shape.ts';

/** One operation of a body, over the body's own value numbers. */
export interface BodyInstruction {
  readonly kind: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly attributes: Attributes;
  /** Who wrote it: see `Origin` of programs. */
  readonly origin: object | null;
}

/** What happens in one turn. Values 0, 1, ... are the turn (int32, from 0), what is carried, what was captured. */
export interface Body {
  readonly types: readonly TensorType[];
  readonly instructions: readonly BodyInstruction[];
  /** What is carried into the next turn, one for each that was carried in. */
  readonly next: readonly number[];
  /** What is kept of the turns to keep, each with the batch as its first axis. */
  readonly kept: readonly number[];
}

export type RepeatAttributes = {
  readonly count: number;
  /** Turns whose `kept` values are wanted, in order. */
  readonly keep: readonly number[];
  readonly body: Body;
};

/**
 * The one loop of the alphabet: `body` is done `count` times, each time with what the time before handed on. Inputs are the
 * first values to carry, then what the body captures; results are the last carried values, then each kept value over the turns
 * to keep, [B, turns, ...].
 *
 * Outside training the engine runs it one call a turn, so that it can be watched and stopped. Everywhere else it is what it
 * defines: its body, written `count` times. `Trace.repeat` writes it.
 */
export const repeat = operation<RepeatAttributes>({
  kind: 'repeat',
  inputs: ['...values'],
  infer(types, { count, keep, body }) {
    mustBeWhole('repeat', 'count', [count], 1);
    const carried = types.slice(0, body.next.length);
    if (carried.length < body.next.length)
      throw new Problem(
        `A loop that carries ${body.next.length} values needs as many to begin with; it was given ${types.length}.`,
        `값 ${body.next.length}개를 넘겨받는 반복에는 시작 값도 그만큼 필요한데 ${types.length}개가 들어왔습니다.`,
      );
    body.next.forEach((value, i) => {
      const [before, after] = [carried[i]!, body.types[value]!];
      if (before.dtype !== after.dtype || !sameShape(before.shape, after.shape))
        throw new Problem(
          `A loop carries a value of one shape from turn to turn; it begins as ${before.dtype} ${formatShape(before.shape)} and would go on as ${after.dtype} ${formatShape(after.shape)}. Keep the shape inside the loop.`,
          `반복이 넘겨주는 값은 모양이 같아야 하는데 ${before.dtype} ${formatShape(before.shape)}에서 시작해 ${after.dtype} ${formatShape(after.shape)}(으)로 이어집니다. 반복 안에서 모양을 유지하세요.`,
        );
    });
    const kept = body.kept.map((value): TensorType => {
      const { shape, dtype } = body.types[value]!;
      return { shape: [shape[0]!, keep.length, ...shape.slice(1)], dtype };
    });
    return [...carried, ...kept];
  },
  define(ops, inputs, { count, keep, body }) {
    let carried = inputs.slice(0, body.next.length);
    const captured = inputs.slice(body.next.length);
    const frames: Tensor[][] = body.kept.map(() => []);
    for (let turn = 0; turn < count; turn++) {
      const number = ops.constant({ value: turn, shape: [], dtype: 'int32' });
      const values = oneTurn(ops, body, [number, ...carried, ...captured]);
      carried = body.next.map((value) => values.get(value)!);
      if (keep.includes(turn)) body.kept.forEach((value, i) => frames[i]!.push(values.get(value)!));
    }
    return [...carried, ...frames.map((frame) => stacked(ops, frame))];
  },
  formula: (inputs, { count }) => `repeat ${count} times(${inputs.join(', ')})`,
});

/** Writes a body once. @returns its values by their numbers */
function oneTurn(ops: Operations, body: Body, given: readonly Tensor[]): ReadonlyMap<number, Tensor> {
  const values = new Map(given.map((tensor, i) => [i, tensor]));
  const calls = ops as unknown as Readonly<
    Record<string, (...given: readonly (Tensor | Attributes)[]) => Tensor | Readonly<Record<string, Tensor>>>
  >;
  for (const { kind, inputs, outputs, attributes } of body.instructions) {
    const made = calls[kind]!(...inputs.map((value) => values.get(value)!), attributes);
    const all = 'trace' in made ? [made as Tensor] : Object.values(made);
    outputs.forEach((value, i) => values.set(value, all[i]!));
  }
  return values;
}

/** Values [B, ...] of several turns as one, [B, turns, ...]. */
function stacked(ops: Operations, frames: readonly Tensor[]): Tensor {
  const opened = frames.map((frame) =>
    ops.reshape(frame, { shape: [frame.shape[0]!, 1, ...frame.shape.slice(1)] }),
  );
  return opened.length === 1 ? opened[0]! : ops.concat(opened, { axis: 1 });
}
