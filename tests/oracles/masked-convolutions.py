"""
Writes fixtures/masked-convolutions.json: what Keras' convolution gives in float64 with a kernel that is masked like those of
PixelCNN (van den Oord et al. 2016), with the gradients of <output, cotangent>.

    pip install tensorflow-cpu keras
    python tests/oracles/masked-convolutions.py
"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

import fixture
from fixture import grid


def mask_of(kind, kernel):
    """1 for the rows above, and what stands to the left in the row of the centre; B: the centre too."""
    mask = np.ones(kernel)
    row, column = kernel[0] // 2, kernel[1] // 2
    mask[row, column + (kind == "B") :] = 0
    mask[row + 1 :] = 0
    return mask


def case(name, mask, kernel, dilation, filters, shape, gated=False, condition=0):
    rng = fixture.generator(name)
    batch, height, width, channels = shape
    outputs = filters * (2 if gated else 1)
    draw = lambda *size: tf.constant(grid(rng, size, -1, 1))
    inputs = {"input": draw(*shape)}
    # Only the rows that are kept: those down to the centre's.
    weights = {
        "kernel": draw(kernel[0] // 2 + 1, kernel[1], channels, outputs),
        "bias": draw(outputs),
    }
    if condition:
        inputs["condition"] = draw(batch, condition)
        weights["conditionKernel"] = draw(condition, outputs)
    sources = inputs | weights
    with tf.GradientTape() as tape:
        tape.watch(list(sources.values()))
        whole = tf.pad(weights["kernel"], [[0, kernel[0] // 2], [0, 0], [0, 0], [0, 0]])
        masked = whole * mask_of(mask, kernel)[:, :, None, None]
        y = keras.ops.conv(inputs["input"], masked, padding="same", dilation_rate=dilation) + weights["bias"]
        if condition:
            y = y + (inputs["condition"] @ weights["conditionKernel"])[:, None, None, :]
        if gated:
            y = tf.tanh(y[..., :filters]) * tf.sigmoid(y[..., filters:])
        cotangent = grid(rng, tuple(y.shape), -1, 1, 1 / 8)
        total = tf.reduce_sum(y * cotangent)
    output = y
    gradients = tape.gradient(total, list(sources.values()))
    numbers = lambda value: fixture.numbers(value.numpy())
    return {
        "name": name,
        "dials": {"mask": mask, "kernel": list(kernel), "dilation": list(dilation), "filters": filters, "gated": gated},
        "inputs": {key: numbers(value) for key, value in inputs.items()},
        "weights": {key: numbers(value) for key, value in weights.items()},
        "output": numbers(output),
        "cotangent": fixture.numbers(cotangent),
        "gradients": {key: numbers(value) for key, value in zip(sources, gradients)},
    }


def main():
    cases = [
        case("mask A, 3 x 3", "A", (3, 3), (1, 1), 2, (2, 4, 5, 1)),
        case("mask B, 3 x 3", "B", (3, 3), (1, 1), 2, (1, 4, 5, 2)),
        case("mask A, 7 x 5", "A", (7, 5), (1, 1), 1, (1, 6, 5, 2)),
        case("mask B, dilated", "B", (3, 3), (2, 3), 2, (1, 6, 7, 1)),
        case("mask B, one row", "B", (1, 3), (1, 1), 1, (1, 3, 4, 1)),
        case("gated, with a condition", "B", (3, 3), (1, 1), 2, (2, 3, 4, 2), gated=True, condition=3),
    ]
    fixture.write("masked-convolutions.json", {"writtenBy": fixture.versions(np, keras, tf), "cases": cases})


if __name__ == "__main__":
    main()
