"""
Writes fixtures/layers.json: what Keras layers give in float64, with the gradients of <output, cotangent>.

    pip install tensorflow-cpu keras
    python tests/oracles/layers.py
"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf
from keras import layers

import fixture
from fixture import grid

keras.config.set_floatx("float64")

cases = []

LAYOUTS = {
    "images": "[batch, height, width, channels]",
    "Dense kernel": "[in, out]",
    "Conv2D kernel": "[height, width, in, out]",
    "Conv2DTranspose kernel": "[height, width, out, in]: the kernel of the convolution whose input gradient it is",
    "DepthwiseConv2D kernel": "[height, width, channels, multiplier]",
    "MultiHeadAttention": "query, key, value kernels [in, heads, key_dim], biases [heads, key_dim];"
    " output kernel [heads, key_dim, out]; logits are divided by sqrt(key_dim)",
    "training": "null where it makes no difference; state_after is given where it is true",
}


def name_of(weight, layer):
    """`kernel`, or `query/kernel` for a weight of a layer inside."""
    return weight.path.removeprefix(f"{layer.name}/")


def weight_values(name, rng, shape):
    if name.endswith(("variance", "gamma", "scale")):
        return grid(rng, shape, 0.5, 1.5)
    return grid(rng, shape, -1, 1)


def add(name, layer, config, *inputs, training=None):
    """Keras builds the layer by its name and config; the case holds what it computes."""
    rng = fixture.generator(name)
    arrays = [make(rng) for make in inputs]
    given = {} if training is None else {"training": training}
    call_settings = {key: config[key] for key in ("use_causal_mask",) if key in config}
    built = getattr(layers, layer)(**{key: value for key, value in config.items() if key not in call_settings})
    tensors = [tf.constant(a) for a in arrays]
    built(*tensors, **call_settings)
    for weight in built.weights:
        weight.assign(weight_values(weight.name, rng, tuple(weight.shape)))
    trained = {name_of(w, built): w for w in built.trainable_weights}
    state = {name_of(w, built): w for w in built.non_trainable_weights if "seed" not in w.path}
    read = lambda weights: {key: fixture.numbers(w.numpy()) for key, w in weights.items()}
    before = read(state)
    floats = [t for t in tensors if t.dtype.is_floating]
    with tf.GradientTape() as tape:
        tape.watch(floats)
        output = built(*tensors, **given, **call_settings)
        cotangent = grid(rng, tuple(output.shape), -1, 1, 1 / 8)
        total = tf.reduce_sum(output * cotangent)
    sources = {f"input{i or ''}": t for i, t in enumerate(floats)} | {key: w.value for key, w in trained.items()}
    gradients = tape.gradient(total, sources, unconnected_gradients="zero")
    case = {
        "name": name,
        "layer": layer,
        "config": config,
        "training": training,
        "weights": read(trained),
        "state": before,
        "inputs": [fixture.tensor(a) for a in arrays],
        "output": fixture.numbers(output.numpy()),
        "cotangent": fixture.numbers(cotangent),
        "gradients": {key: fixture.numbers(tf.convert_to_tensor(g).numpy()) for key, g in gradients.items()},
    }
    if training:
        case["state_after"] = read(state)
    cases.append(case)


def values(*shape):
    return lambda rng: grid(rng, shape)


def different(*shape):
    return lambda rng: fixture.distinct(rng, shape)


def weighted():
    add("dense", "Dense", {"units": 3, "use_bias": True}, values(4, 2))
    add("dense without bias", "Dense", {"units": 2, "use_bias": False}, values(3, 4))
    add("dense on the last axis", "Dense", {"units": 2, "use_bias": True}, values(2, 3, 4))
    for padding in ("same", "valid"):
        for strides in (1, 2):
            for kernel in (3, 4):
                config = {"filters": 2, "kernel_size": kernel, "strides": strides, "padding": padding}
                end = f"{kernel}x{kernel}, {padding}, stride {strides}"
                add(f"conv {end}", "Conv2D", config, values(1, 6, 5, 2))
                add(f"transposed conv {end}", "Conv2DTranspose", config, values(1, 3, 2, 3))
    config = {"filters": 2, "kernel_size": [3, 2], "strides": [1, 1], "padding": "same", "dilation_rate": [2, 1]}
    add("conv 3x2, dilated", "Conv2D", {**config, "use_bias": False}, values(1, 6, 4, 1))
    config = {"filters": 1, "kernel_size": 2, "strides": 3, "padding": "same"}
    add("transposed conv 2x2, same, stride 3", "Conv2DTranspose", config, values(1, 2, 3, 2))
    add("transposed conv 2x2, valid, stride 3", "Conv2DTranspose", {**config, "padding": "valid"}, values(1, 2, 3, 2))
    config = {"kernel_size": 3, "strides": 2, "padding": "same", "depth_multiplier": 2}
    add("depthwise conv", "DepthwiseConv2D", config, values(1, 5, 4, 2))
    add("embedding", "Embedding", {"input_dim": 5, "output_dim": 3}, lambda rng: np.int32([[0, 4, 4], [2, 0, 1]]))


def normalizations():
    plain = {"momentum": 0.9, "epsilon": 0.001, "center": True, "scale": True}
    for training in (True, False):
        end = "training" if training else "inference"
        add(f"batch normalization, {end}", "BatchNormalization", plain, values(2, 3, 2, 2), training=training)
        add(f"batch normalization of rows, {end}", "BatchNormalization", plain, values(4, 3), training=training)
    bare = {"momentum": 0.99, "epsilon": 1e-5, "center": False, "scale": False}
    add("batch normalization, bare", "BatchNormalization", bare, values(4, 2), training=True)
    whole = {"epsilon": 0.001, "center": True, "scale": True}
    add("layer normalization", "LayerNormalization", {"axis": -1, **whole}, values(2, 3, 4))
    add("layer normalization of images", "LayerNormalization", {"axis": -1, **whole}, values(1, 2, 3, 3))
    for name, groups, shape in (
        ("group normalization, 2 groups", 2, (2, 2, 3, 4)),
        ("group normalization, 1 group", 1, (2, 2, 2, 3)),
        ("instance normalization", -1, (2, 3, 2, 2)),
        ("group normalization of rows", 2, (3, 4)),
    ):
        add(name, "GroupNormalization", {"groups": groups, **whole}, values(*shape))
    add("root mean square normalization", "RMSNormalization", {"epsilon": 1e-6}, values(2, 3, 4))


def sampling():
    for padding in ("valid", "same"):
        for size, strides in ((2, 2), (3, 2)):
            config = {"pool_size": size, "strides": strides, "padding": padding}
            end = f"{size}x{size}, stride {strides}, {padding}"
            add(f"max pooling {end}", "MaxPooling2D", config, different(1, 5, 4, 2))
            add(f"average pooling {end}", "AveragePooling2D", config, values(1, 5, 4, 2))
    add("global average pooling", "GlobalAveragePooling2D", {"keepdims": False}, values(2, 3, 2, 2))
    for how in ("nearest", "bilinear"):
        add(f"upsampling, {how}", "UpSampling2D", {"size": 2, "interpolation": how}, values(1, 2, 3, 2))


def activations():
    corners = [-1000.0, -20.0, -3.0, -1.0, -0.5, 0.0, 0.25, 1.0, 2.5, 20.0, 1000.0]
    points = lambda rng: np.array([corners])
    for name in ("relu", "elu", "silu", "tanh", "sigmoid", "softplus", "linear"):
        add(name, "Activation", {"activation": name}, points)
    add("leaky relu", "LeakyReLU", {"negative_slope": 0.2}, points)
    add("softmax", "Activation", {"activation": "softmax"}, values(3, 4))


def gelus():
    """The two forms are functions in Keras, and no layer names the tanh form."""
    points = np.array([-1000.0, -20.0, -3.0, -1.0, -0.5, 0.0, 0.25, 1.0, 2.5, 20.0, 1000.0])
    for approximate in (False, True):
        name = f"gelu, {'tanh' if approximate else 'exact'}"
        x = tf.constant([points])
        cotangent = grid(fixture.generator(name), tuple(x.shape), -1, 1, 1 / 8)
        with tf.GradientTape() as tape:
            tape.watch(x)
            output = keras.activations.gelu(x, approximate=approximate)
            total = tf.reduce_sum(output * cotangent)
        cases.append(
            {
                "name": name,
                "layer": "gelu",
                "config": {"approximate": approximate},
                "training": None,
                "weights": {},
                "state": {},
                "inputs": [fixture.tensor(x.numpy())],
                "output": fixture.numbers(output.numpy()),
                "cotangent": fixture.numbers(cotangent),
                "gradients": {"input": fixture.numbers(tape.gradient(total, x).numpy())},
            }
        )


def attention():
    config = {"num_heads": 2, "key_dim": 3, "use_bias": True}
    add("self-attention", "MultiHeadAttention", config, *same_twice(2, 3, 4))
    add("causal self-attention", "MultiHeadAttention", {**config, "use_causal_mask": True}, *same_twice(1, 4, 4))
    add("cross-attention", "MultiHeadAttention", {**config, "value_dim": 2}, values(2, 2, 4), values(2, 3, 5))


def same_twice(*shape):
    """Query and value, equal numbers; their gradients are given apart."""
    draw = lambda rng: grid(fixture.generator(f"attention {shape}"), shape)
    return draw, draw


def main():
    for group in (weighted, normalizations, sampling, activations, gelus, attention):
        group()
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), "Two cases have one name."
    fixture.write(
        "layers.json",
        {"writtenBy": fixture.versions(np, keras, tf), "layouts": LAYOUTS, "cases": cases},
    )


if __name__ == "__main__":
    main()
