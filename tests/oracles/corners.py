"""The cases of second-gradients.py: (name, kind, attributes, inputs...); an input is an array or a function that draws one."""

import numpy as np

from fixture import distinct, grid
from geometries import CONVOLUTIONS, DEPTHWISE, POOLS, RESIZES, output_size


def values(*shape, low=-2.0, high=2.0):
    return lambda rng: grid(rng, shape, low, high)


def different(*shape, step=1 / 8):
    return lambda rng: distinct(rng, shape, step)


def integers(*shape, below):
    return lambda rng: rng.integers(0, below, shape).astype(np.int32)


def truths(*shape):
    return lambda rng: rng.integers(0, 2, shape).astype(bool)


def convolutions():
    for prefix, kinds, geometries in (
        ("", ("conv2d", "conv2dInputGradient", "conv2dFilterGradient"), CONVOLUTIONS),
        (
            "depthwise ",
            ("depthwiseConv2d", "depthwiseConv2dInputGradient", "depthwiseConv2dFilterGradient"),
            DEPTHWISE,
        ),
    ):
        for name, image, kernel, attributes in geometries:
            channels = kernel[3] if prefix == "" else kernel[2] * kernel[3]
            result = [image[0], *output_size(image[1:3], kernel[:2], attributes), channels]
            yield (f"{prefix}{name}", kinds[0], attributes, values(*image), values(*kernel))
            full = {"strides": [1, 1], "padding": "valid", "dilations": [1, 1], **attributes}
            of_input, of_filter = {"inputShape": image, **full}, {"kernelShape": kernel, **full}
            yield (f"{prefix}{name}, input gradient", kinds[1], of_input, values(*result), values(*kernel))
            yield (f"{prefix}{name}, filter gradient", kinds[2], of_filter, values(*image), values(*result))


def pools():
    for name, image, attributes in POOLS:
        yield (f"max pool {name}", "maxPool", attributes, different(*image, step=1 / 16))
        yield (f"average pool {name}", "averagePool", attributes, values(*image))
        result = [image[0], *output_size(image[1:3], attributes["size"], attributes), image[3]]
        yield (f"average pool {name}, gradient", "averagePoolGradient", {"inputShape": image, **attributes}, values(*result))
    ties = {"size": [2, 2], "strides": [2, 2], "padding": "same"}
    yield ("max pool of ties", "maxPool", ties, lambda rng: np.maximum(grid(rng, (1, 5, 5, 2), -1, 1, 1), 0))


def resizes():
    for name, image, size in RESIZES:
        yield (f"bilinear {name}", "resizeBilinear", {"size": size}, values(*image))
        result = [image[0], *size, image[3]]
        yield (f"bilinear {name}, gradient", "resizeBilinearGradient", {"inputShape": image}, values(*result))
    for factor in (1, 2, 3):
        yield (f"nearest by {factor}", "upsampleNearest", {"factor": factor}, values(2, 2, 3, 2))


def softmaxes():
    for kind in ("softmax", "logSoftmax"):
        yield (f"{kind} of rows", kind, {}, values(3, 4))
        yield (f"{kind} over a middle axis", kind, {"axis": 1}, values(2, 3, 4))
        yield (f"{kind} over the first axis", kind, {"axis": -3}, values(2, 3, 2))
        yield (f"{kind} of large numbers", kind, {"axis": -1}, [[1000.0, 999.0, -1000.0], [-500.0, -502.0, -501.5]])
        yield (f"{kind} of one class", kind, {}, values(3, 1))
    yield ("logSumExp of all", "logSumExp", {}, values(2, 3))
    yield ("logSumExp of rows, kept", "logSumExp", {"axes": [-1], "keepDimensions": True}, values(2, 3, 2))
    yield ("logSumExp over two axes", "logSumExp", {"axes": [0, 2]}, values(2, 3, 4))
    yield ("logSumExp of large numbers", "logSumExp", {"axes": [1]}, [[1000.0, 999.0], [-1000.0, -1001.0], [88.0, 89.5]])
    sigmoid = "sigmoidCrossEntropy"
    yield ("sigmoidCrossEntropy", sigmoid, {}, values(3, 4, low=0, high=1), values(3, 4))
    corners = [[-1000.0, -90.0, -20.0, -1.0, 0.0, 1.0, 20.0, 90.0, 1000.0]] * 2
    yield ("sigmoidCrossEntropy at corners", sigmoid, {}, [[0.0] * 9, [1.0] * 9], corners)
    # Quarters and halves, so that float32 and float64 have the same sums of exactly 1.
    labels = [[0.5, 0.25, 0.25, 0.0], [0.0, 0.0, 1.0, 0.0], [0.125, 0.125, 0.5, 0.25]]
    yield ("softmaxCrossEntropy", "softmaxCrossEntropy", {}, labels, values(3, 4))
    yield ("softmaxCrossEntropy of rank 3", "softmaxCrossEntropy", {}, [labels[:2], labels[1:]], values(2, 2, 4))
    large = [[500.0, -500.0, 0.0, 499.0], [-1000.0, 1000.0, 990.0, 0.0], [100.0, 100.0, 100.0, 100.0]]
    yield ("softmaxCrossEntropy of large numbers", "softmaxCrossEntropy", {}, labels, large)


def normalizations():
    for name, shape, epsilon in (
        ("of an image", [2, 2, 3, 2], 1e-3),
        ("of rows", [5, 3], 1e-5),
        ("of a large epsilon", [4, 2], 0.5),
    ):
        channels = shape[-1]
        yield (
            f"batch normalization {name}",
            "batchNormalization",
            {"epsilon": epsilon},
            values(*shape),
            values(channels, low=0.5),
            values(channels),
        )


def indexing():
    yield ("gather rows", "gather", {"axis": 0}, values(4, 3), integers(5, below=4))
    yield ("gather by a table", "gather", {"axis": 0}, values(3, 2), [[[0, 2], [2, 2]]])
    yield ("gather along the last axis", "gather", {"axis": 2}, values(2, 2, 4), integers(3, below=4))
    yield ("gather along the middle axis", "gather", {"axis": 1}, values(2, 3, 2), integers(2, 2, below=3))
    yield ("gather one", "gather", {}, values(3, 2), np.int32(1))
    yield ("segmentSum of rows", "segmentSum", {"segments": 4}, values(5, 3), [0, 2, 0, 3, 2])
    yield ("segmentSum of numbers", "segmentSum", {"segments": 3}, values(4), [2, 2, 0, 2])
    yield ("segmentSum over two axes", "segmentSum", {"segments": 3}, values(2, 3, 2), integers(2, 3, below=3))
    yield ("oneHot", "oneHot", {"depth": 3}, [[0, 2], [1, 1]])
    yield ("argMax", "argMax", {"axis": 1}, different(2, 3, 2))


def scans():
    for exclusive in (False, True):
        for reverse in (False, True):
            how = {"exclusive": exclusive, "reverse": reverse}
            yield (f"cumulativeSum {how}", "cumulativeSum", {"axis": 1, **how}, values(2, 4, 2))
    yield ("cumulativeSum over the last axis", "cumulativeSum", {"axis": -1}, values(3, 4))
    yield ("cumulativeSum of one", "cumulativeSum", {"axis": 0, "exclusive": True}, values(1, 3))


def products():
    for a in (False, True):
        for b in (False, True):
            flags = {"transposeA": a, "transposeB": b}
            left = (4, 3) if a else (3, 4)
            right = (2, 4) if b else (4, 2)
            yield (f"matMul {flags}", "matMul", flags, values(*left), values(*right))
            yield (f"matMul in batches {flags}", "matMul", flags, values(2, *left), values(2, *right))
    yield ("matMul broadcasts a matrix", "matMul", {}, values(2, 3, 2), values(2, 4))
    yield ("matMul broadcasts to the left", "matMul", {"transposeB": True}, values(2, 3), values(2, 2, 3))
    yield ("matMul broadcasts ones", "matMul", {"transposeA": True}, values(2, 1, 3, 2), values(1, 3, 3, 2))
    yield ("matMul of a row and a column", "matMul", {}, values(1, 4), values(4, 1))


def reductions():
    ties = [[1.0, 3.0, 3.0, -2.0], [0.0, 0.0, 0.0, 0.0], [-1.0, -1.0, 5.0, -1.0]]
    for kind in ("reduceMax", "reduceMin"):
        yield (f"{kind} with ties", kind, {"axes": [1]}, ties)
        yield (f"{kind} of all with ties, kept", kind, {"keepDimensions": True}, ties)
        yield (f"{kind} over two axes", kind, {"axes": [0, -1]}, different(2, 3, 2))
    for kind in ("reduceSum", "reduceMean"):
        yield (f"{kind} of all", kind, {}, values(2, 3))
        yield (f"{kind} over two axes, kept", kind, {"axes": [0, 2], "keepDimensions": True}, values(2, 3, 2))
        yield (f"{kind} over the middle axis", kind, {"axes": [1]}, values(2, 3, 2))


def elementwise():
    yield ("power", "power", {}, values(2, 3, low=0.25), values(2, 3, low=0.5))
    yield ("power broadcasts", "power", {}, values(2, 3, low=0.25), [1.5, -0.375, 3.0])
    yield ("power of exponent zero", "power", {}, values(2, 2, low=0.25), [0.0, 1.0])
    yield ("power of zero", "power", {}, [0.0, 0.0], [2.0, 3.0])
    yield ("power of negative bases", "power", {}, [-1.5, -0.5, -2.0, 2.0], [2.0, 3.0, -1.0, 2.0])
    yield ("modulo of signs", "modulo", {}, [5.5, -5.5, 5.5, -5.5], [3.0, 3.0, -3.0, -3.0])
    yield ("modulo of integers", "modulo", {}, np.int32([7, -7, 7, -7, 6]), np.int32([3, 3, -3, -3, 3]))
    yield ("divide broadcasts", "divide", {}, values(2, 1, 3), values(2, 1, low=0.5))
    for kind in ("maximum", "minimum"):
        yield (f"{kind} broadcasts", kind, {}, [[0.5], [-1.0]], [[1.0, -0.5, 0.25], [-2.0, 3.0, 0.0]])
    for kind in ("sqrt", "rsqrt", "reciprocal"):
        yield (kind, kind, {}, values(2, 3, low=0.125))
    yield ("log1p near zero", "log1p", {}, [-0.5, -(2.0**-20), 0.0, 2.0**-20, 1.0, 100.0])
    yield ("expm1 near zero", "expm1", {}, [-30.0, -1.0, -(2.0**-20), 0.0, 2.0**-20, 3.0])
    yield ("erf", "erf", {}, [-6.0, -3.0, -1.0, -0.0625, 0.0, 0.5, 2.0, 4.0])
    yield ("softplus at large values", "softplus", {}, [-1000.0, -100.0, -20.0, -1.0, 0.0, 1.0, 20.0, 100.0, 1000.0])
    yield ("sigmoid at large values", "sigmoid", {}, [-1000.0, -90.0, -20.0, -1.0, 0.0, 1.0, 20.0, 90.0, 1000.0])
    yield ("tanh at large values", "tanh", {}, [-1000.0, -10.0, -1.0, -0.0625, 0.0, 0.5, 10.0, 1000.0])
    yield ("relu", "relu", {}, [-2.0, -0.0625, 0.0, 0.0625, 3.0])
    yield ("absolute", "absolute", {}, [-2.0, 0.0, 3.0])
    yield ("sign", "sign", {}, [-2.0, 0.0, 3.0])
    yield ("round to even", "round", {}, [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.25])
    yield ("floor", "floor", {}, [-2.5, -2.0, -0.25, 0.25, 3.0])
    yield ("select", "select", {}, truths(2, 3), values(2, 3), values(2, 3))
    yield ("select broadcasts", "select", {}, truths(3), values(2, 1), values(2, 3))
    yield ("select by row", "select", {}, truths(2, 1), values(2, 3), values(1, 3))


def shapes():
    yield ("transpose", "transpose", {"permutation": [2, 0, 1]}, values(2, 3, 2))
    yield ("broadcastTo", "broadcastTo", {"shape": [2, 3, 2]}, values(3, 1))
    yield ("concat", "concat", {"axis": 1}, values(2, 1), values(2, 3), values(2, 2))
    yield ("slice", "slice", {"begin": [0, 1, 1], "size": [-1, 2, 1]}, values(2, 4, 3))
    yield ("pad", "pad", {"paddings": [[1, 0], [2, 1]], "value": 0.5}, values(2, 3))
    yield ("tile", "tile", {"repeats": [2, 1, 3]}, values(2, 2, 2))
    yield ("reverse", "reverse", {"axes": [0, 2]}, values(2, 2, 3))


GROUPS = (
    convolutions,
    pools,
    resizes,
    softmaxes,
    normalizations,
    indexing,
    scans,
    products,
    reductions,
    elementwise,
    shapes,
)


def corners():
    """All cases, each with a name of its own."""
    names = set()
    for group in GROUPS:
        for case in group():
            assert case[0] not in names, f"Two cases have the name {case[0]}."
            names.add(case[0])
            yield case
