import type * as tfjs from '@tensorflow/tfjs';

type Tf = typeof tfjs;

/** A net as people write it with TensorFlow.js. */
export interface EagerNet {
  readonly model: tfjs.LayersModel;
  readonly loss: (feeds: readonly tfjs.Tensor[]) => tfjs.Scalar;
}

const apply = (model: tfjs.LayersModel, x: tfjs.Tensor) => model.apply(x, { training: true });

/** ReLU between; the last is linear. */
function denseStack(tf: Tf, inputs: number, widths: readonly number[]): tfjs.Sequential {
  const model = tf.sequential();
  widths.forEach((units, i) =>
    model.add(
      tf.layers.dense({
        units,
        ...(i === 0 && { inputShape: [inputs] }),
        ...(i < widths.length - 1 && { activation: 'relu' as const }),
      }),
    ),
  );
  return model;
}

const convolution = (kernelSize: number, filters: number, strides: number, last = false) => ({
  filters,
  kernelSize,
  strides,
  padding: 'same' as const,
  ...(!last && { activation: 'relu' as const }),
});

/** The cross-entropy of pixels: summed over an image, averaged over the batch. */
const crossEntropy = (tf: Tf, x: tfjs.Tensor, logits: tfjs.Tensor): tfjs.Scalar =>
  tf.mul(tf.losses.sigmoidCrossEntropy(x, logits), x.size / x.shape[0]!);

const autoencoding = (tf: Tf, model: tfjs.LayersModel): EagerNet => ({
  model,
  loss: ([x]) => crossEntropy(tf, x!, apply(model, x!) as tfjs.Tensor),
});

export function mlp(tf: Tf): EagerNet {
  const model = denseStack(tf, 3, [128, 128, 128, 2]);
  return {
    model,
    loss: ([x, y]) => tf.losses.meanSquaredError(y!, apply(model, x!) as tfjs.Tensor),
  };
}

export function autoencoder(tf: Tf): EagerNet {
  const model = tf.sequential();
  for (const part of [denseStack(tf, 784, [512, 256, 16]), denseStack(tf, 16, [256, 512, 784])])
    for (const layer of part.layers) model.add(layer);
  return autoencoding(tf, model);
}

export function convAutoencoder(tf: Tf): EagerNet {
  const { layers } = tf;
  const model = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [28, 28, 1], ...convolution(3, 32, 2) }),
      layers.conv2d(convolution(3, 64, 2)),
      layers.flatten(),
      layers.dense({ units: 32 }),
      layers.dense({ units: 3136, activation: 'relu' }),
      layers.reshape({ targetShape: [7, 7, 64] }),
      layers.conv2dTranspose(convolution(3, 64, 2)),
      layers.conv2dTranspose(convolution(3, 32, 2)),
      layers.conv2d(convolution(3, 1, 1, true)),
    ],
  });
  return autoencoding(tf, model);
}

export function fiveConvolutions(tf: Tf): EagerNet {
  const { layers } = tf;
  const model = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [28, 28, 1], ...convolution(3, 32, 1) }),
      ...[2, 3, 4].map(() => layers.conv2d(convolution(3, 32, 1))),
      layers.conv2d(convolution(3, 32, 1, true)),
    ],
  });
  return { model, loss: ([x]) => tf.mean(tf.square(apply(model, x!) as tfjs.Tensor)) };
}

export function vae(tf: Tf): EagerNet {
  const { layers } = tf;
  const image = tf.input({ shape: [28, 28, 1] });
  const through = (x: tfjs.SymbolicTensor, ...path: tfjs.layers.Layer[]) =>
    path.reduce((value, layer) => layer.apply(value) as tfjs.SymbolicTensor, x);
  const hidden = through(
    image,
    layers.conv2d(convolution(4, 32, 2)),
    layers.conv2d(convolution(4, 64, 2)),
    layers.flatten(),
    layers.dense({ units: 128, activation: 'relu' }),
  );
  const heads = [layers.dense({ units: 2 }), layers.dense({ units: 2 })];
  const encoder = tf.model({ inputs: image, outputs: heads.map((head) => through(hidden, head)) });
  const decoder = tf.sequential({
    layers: [
      layers.dense({ inputShape: [2], units: 128, activation: 'relu' }),
      layers.dense({ units: 3136, activation: 'relu' }),
      layers.reshape({ targetShape: [7, 7, 64] }),
      layers.conv2dTranspose(convolution(4, 32, 2)),
      layers.conv2dTranspose(convolution(4, 1, 2, true)),
    ],
  });
  // One model that owns the weights of both, for whoever counts or trains them.
  const model = tf.model({
    inputs: [image, decoder.inputs[0]!],
    outputs: [...encoder.outputs, ...decoder.outputs],
  });
  return {
    model,
    loss: ([x]) => {
      const [mean, logVariance] = apply(encoder, x!) as [tfjs.Tensor2D, tfjs.Tensor2D];
      const noise = tf.randomNormal(mean.shape);
      const z = tf.add(mean, tf.mul(tf.exp(tf.div(logVariance, 2)), noise));
      const divergence = tf.sub(tf.add(tf.exp(logVariance), tf.square(mean)), tf.add(logVariance, 1));
      const kl = tf.mean(tf.div(tf.sum(divergence, 1), 2));
      return tf.add(crossEntropy(tf, x!, apply(decoder, z) as tfjs.Tensor), kl);
    },
  };
}
