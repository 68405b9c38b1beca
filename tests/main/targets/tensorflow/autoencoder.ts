import type { Tensor } from '../../../../nodes/alphabet/operation.ts';
import { multiplyDimensions, type Dimension } from '../../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../../nodes/program/program.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import type { Elements, Values } from '../../../../main/targets/target.ts';
import { wave } from './perceptron.ts';

const CLASSES = 5;
const LATENT = 3;

/** A program as somebody takes it away: what goes in, what it answers, with weights. */
export interface Taken {
  readonly program: Program;
  readonly weights: ReadonlyMap<string, Values>;
}

/**
 * A small convolutional autoencoder with classes, for 8 × 8 pictures: everything in it that depends on the batch size does so in
 * another way.
 * @param batch a number, or open
 */
export function autoencoder(batch: Dimension): Taken {
  const trace = new Trace();
  const { ops } = trace;
  const weights = new Map<string, Values>();
  const weight = (name: string, ...shape: number[]): Tensor => {
    const size = shape.reduce((a, b) => a * b, 1);
    weights.set(name, { shape, dtype: 'float32', data: wave(size, name.length, 0.4) });
    return trace.variable(name, { shape, dtype: 'float32' });
  };
  const input = (name: string, dtype: 'float32' | 'int32', ...shape: Dimension[]) =>
    trace.feed(`input/${name}`, { shape, dtype }, { kind: 'input', name });

  const image = input('image', 'float32', batch, 8, 8, 1);
  const label = input('분류 label', 'int32', batch);
  const noise = input('noise', 'float32', batch, LATENT);
  input('not used', 'float32', batch, 2);
  const down = ops.relu(
    ops.add(
      ops.conv2d(image, weight('encoder/conv/kernel', 3, 3, 1, 4), { strides: [2, 2], padding: 'same' }),
      weight('encoder/conv/bias', 4),
    ),
  );
  const padded = ops.conv2d(down, weight('encoder/conv2/kernel', 3, 3, 4, 4), {
    padding: [
      [1, 0],
      [0, 2],
    ],
  });
  const pooled = ops.maxPool(padded, { size: [2, 2], padding: 'same' });
  const flat = ops.reshape(pooled, { shape: [batch, -1] });
  const mean = ops.matMul(flat, weight('encoder/mean', flat.shape[1] as number, LATENT));
  const latent = ops.add(mean, ops.multiply(noise, ops.exp(weight('scale', LATENT))));

  const codes = ops.concat([latent, ops.oneHot(label, { depth: CLASSES })], { axis: 1 });
  const start = ops.matMul(codes, weight('decoder/start', LATENT + CLASSES, 4 * 4 * 4));
  const small = ops.reshape(ops.tanh(start), { shape: [batch, 4, 4, 4] });
  const up = ops.conv2dInputGradient(small, weight('decoder/up', 3, 3, 2, 4), {
    strides: [2, 2],
    padding: 'same',
    inputShape: [batch, 8, 8, 2],
  });
  const logits = ops.conv2d(up, weight('decoder/out', 1, 1, 2, 1), {});
  const picture = ops.sigmoid(logits);

  const ones = ops.constant({ value: 2, shape: [batch, 1], dtype: 'float32' });
  const every = ops.broadcastTo(ops.reshape(mean, { shape: [batch, 1, LATENT] }), {
    shape: [batch, 2, LATENT],
  });
  const twice = ops.reshape(every, { shape: [multiplyDimensions(batch, 2), LATENT] });
  const half = ops.slice(twice, { begin: [batch, 0], size: [batch, LATENT] });
  const program = trace.program({
    image: picture,
    mean,
    'the class': ops.argMax(ops.add(codes, ones), { axis: 1 }),
    dark: ops.less(picture, 0.5),
    half,
    'log p(x)': ops.reduceSum(ops.sigmoidCrossEntropy(image, logits), { axes: [1, 2, 3] }),
  });
  return { program, weights };
}

/** What goes in, by the names in the program. */
export const picturesOf = (batch: number): Record<string, Elements> => ({
  'input/image': wave(batch * 64, 1).map((x) => (x > 0 ? 1 : 0)),
  'input/분류 label': Int32Array.from({ length: batch }, (_, i) => i % CLASSES),
  'input/noise': wave(batch * LATENT, 5),
  'input/not used': wave(batch * 2, 6),
});

/** What came out somewhere, by name. */
export type Found = Readonly<
  Record<
    string,
    { readonly shape: readonly number[]; readonly dtype?: string; readonly data: ArrayLike<number | boolean> }
  >
>;

/** Where results differ from what is wanted, beyond rounding. */
export function differences(found: Found, wanted: Readonly<Record<string, Values>>): readonly string[] {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...names].flatMap((name): readonly string[] => {
    const [is, should] = [found[name], wanted[name]];
    if (!is || !should) return [`${name} is ${is ? 'not wanted' : 'missing'}`];
    const about = ({ shape, dtype }: { shape: readonly number[]; dtype?: string }) =>
      `[${shape.join()}] ${dtype}`;
    if (about({ dtype: should.dtype, ...is }) !== about(should))
      return [`${name}: ${about(is)} for ${about(should)}`];
    const at = should.data.findIndex((value, i) => {
      const other = Number(is.data[i]);
      return !(Math.abs(other - value) <= 1e-4 * (1 + Math.abs(value))) && !Object.is(value, other);
    });
    return at < 0 ? [] : [`${name}: ${String(is.data[at])} for ${should.data[at]} at ${at}`];
  });
}
