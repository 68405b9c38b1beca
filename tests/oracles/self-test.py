"""Writes the known answers of the engine's self-test: main/engine/backends/self-test-answers.ts.

    pip install tensorflow-cpu keras numpy
    python tests/oracles/self-test.py

The same two steps of training as in self-test-program.ts, in float64: the net and its gradients by TensorFlow's functions and
tape, the updates by Keras' Adam, the noise (float32, as everywhere) by TensorFlow's stateless operation.
"""

import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

ANSWERS = pathlib.Path(__file__).parents[2] / "main/engine/backends/self-test-answers.ts"
STEPS = 2


def sequence(shape, start):
    i = np.arange(int(np.prod(shape)))
    return ((((37 * i + start) % 17) - 8) / 8).reshape(shape)


def noise(shape, seed, stream, draw):
    key, counter = np.uint64(seed) | np.uint64(stream) << np.uint64(32), np.uint64(draw)
    return tf.raw_ops.StatelessRandomNormalV2(shape=shape, key=[key], counter=[np.uint64(0), counter], alg=1).numpy()


def main():
    keras.backend.set_floatx("float64")
    image = sequence([2, 4, 4, 1], 14)
    labels = np.array([[1, 0, 0], [0, 0.25, 0.75]])
    starts = {"kernel": ([3, 3, 1, 2], 7), "scale": ([2], 1), "shift": ([2], 7), "weight": ([8, 3], 16)}
    weights = {name: keras.Variable(sequence(*start), dtype="float64") for name, start in starts.items()}
    adam = keras.optimizers.Adam(0.0625, beta_1=0.9, beta_2=0.999, epsilon=1e-7)
    adam.build(list(weights.values()))

    lines = []
    for step in range(STEPS):
        drawn = noise([2, 4, 4, 1], 7, 11, step)
        kernel, scale, shift, weight = (variable.value for variable in weights.values())
        with tf.GradientTape() as tape:
            tape.watch([kernel, scale, shift, weight])
            features = tf.nn.conv2d(image + 0.5 * drawn.astype(np.float64), kernel, 2, "SAME")
            mean, variance = tf.reduce_mean(features, [0, 1, 2]), tf.math.reduce_variance(features, [0, 1, 2])
            normalized = tf.nn.batch_normalization(features, mean, variance, shift, scale, 1e-3)
            logits = tf.reshape(tf.nn.relu(normalized), [2, 8]) @ weight
            loss = tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits(labels, logits))
        gradients = tape.gradient(loss, [kernel, scale, shift, weight])
        adam.apply(gradients, list(weights.values()))
        answers = {"noise": drawn, "logits": logits, "loss": loss}
        answers |= {f"d {name}": gradient for name, gradient in zip(weights, gradients)}
        rows = [f"    '{name}': [{', '.join(f'{x:.7g}' for x in np.ravel(value))}]," for name, value in answers.items()]
        lines += ["  {", *rows, "  },"]
    rows = [
        f"  '{name}': [{', '.join(f'{x:.7g}' for x in np.ravel(variable.numpy()))}]," for name, variable in weights.items()
    ]
    text = "\n".join(
        [
            "// Written by tests/oracles/self-test.py with "
            + f"TensorFlow {tf.__version__}, Keras {keras.__version__} and NumPy {np.__version__}, in float64.",
            "",
            "/** What the outputs of the self-test's program are, step by step. */",
            "export const SELF_TEST_OUTPUTS: readonly Readonly<Record<string, readonly number[]>>[] = [",
            *lines,
            "];",
            "",
            "/** What the trained variables are after the last step. */",
            "export const SELF_TEST_VARIABLES: Readonly<Record<string, readonly number[]>> = {",
            *rows,
            "};",
            "",
        ]
    )
    ANSWERS.write_text(text)


main()
