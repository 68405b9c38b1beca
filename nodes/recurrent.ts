import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape, sameShape, type Dimension } from './alphabet/shape.ts';
import type { Dial } from './dial.ts';
import { featuresOf } from './features.ts';
import type { InputPort, OutputPort } from './port.ts';

/** What the recurrent layers share. */

export const unitsDial = {
  type: 'number',
  default: 128,
  min: 1,
  max: 8192,
  integer: true,
  title: { en: 'Units', ko: '유닛 수' },
} as const satisfies Dial;

export const sequencePorts = {
  sequence: { symbol: 'x_t', title: { en: 'Sequence', ko: '시퀀스' } },
  state: {
    symbol: 's_0',
    title: { en: 'State before it (unwired: zeros)', ko: '처음 상태 (연결하지 않으면 0)' },
    optional: true,
  },
} as const satisfies Record<string, InputPort>;

export const stateOutputs = {
  sequence: { symbol: 'h_t', title: { en: 'What it says at each place', ko: '자리마다의 출력' } },
  state: { symbol: 's_T', title: { en: 'State behind it', ko: '마지막 상태' } },
} as const satisfies Record<string, OutputPort>;

/** Rows of a kernel with as many inputs have about this deviation, as rows of an orthogonal matrix do. */
export const recurrentStart = (units: number) =>
  ({ kind: 'normal', deviation: 1 / Math.sqrt(units) }) as const;

/**
 * Goes through a sequence place by place; written out, as many times as there are places.
 * @param projected [B, T, n]: what does not depend on the state, for all places at once
 * @param step from [B, n] and the state to the next state and what is said, [B, units]
 */
export function recur(
  ops: Operations,
  projected: Tensor,
  start: Tensor,
  step: (x: Tensor, state: Tensor) => { readonly state: Tensor; readonly said: Tensor },
): { readonly sequence: Tensor; readonly state: Tensor } {
  const [rows, places, size] = projected.shape as readonly [Dimension, number, number];
  let state = start;
  const said: Tensor[] = [];
  for (let place = 0; place < places; place++) {
    const x = ops.slice(projected, { begin: [0, place, 0], size: [rows, 1, size] });
    const made = step(ops.reshape(x, { shape: [rows, size] }), state);
    state = made.state;
    said.push(ops.reshape(made.said, { shape: [rows, 1, made.said.shape[1]!] }));
  }
  return { sequence: ops.concat(said, { axis: 1 }), state };
}

/** A part of the last axis of [B, n]. */
export const part = (ops: Operations, x: Tensor, begin: number, size: number): Tensor =>
  ops.slice(x, { begin: [0, begin], size: [x.shape[0]!, size] });

/** The features of a sequence [B, T, features]. @throws Problem where it is none */
export function featuresOfSequence(kind: string, sequence: Tensor): number {
  if (sequence.shape.length !== 3 || typeof sequence.shape[1] !== 'number')
    throw new Problem(
      `${kind} needs a sequence [B, length, features]; it was given ${formatShape(sequence.shape)}. An embedding makes one of tokens.`,
      `${kind}에는 시퀀스 [B, 길이, 특징]이(가) 필요한데 ${formatShape(sequence.shape)}이(가) 들어왔습니다. 임베딩이 토큰을 시퀀스로 만듭니다.`,
    );
  return featuresOf(kind, sequence);
}

/** The state to begin with, zeros unless wired. @throws Problem where it has another size */
export function startOf(
  ops: Operations,
  kind: string,
  sequence: Tensor,
  state: Tensor | undefined,
  size: number,
): Tensor {
  const shape = [sequence.shape[0]!, size];
  if (!state) return ops.constant({ value: 0, shape, dtype: 'float32' });
  if (sameShape(state.shape, shape)) return state;
  throw new Problem(
    `The state of ${kind} is ${formatShape(shape)}; it was given ${formatShape(state.shape)}.`,
    `${kind}의 상태는 ${formatShape(shape)}이어야 하는데 ${formatShape(state.shape)}이(가) 들어왔습니다.`,
  );
}
