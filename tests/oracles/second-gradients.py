"""
Writes fixtures/operations.json: outputs, gradients and second gradients of the alphabet's operations where corners hurt.

    pip install tensorflow-cpu torch
    python tests/oracles/second-gradients.py

Both frameworks compute each case and must agree (TensorFlow in float64 where its kernels have it, else in float32). What is
written comes from PyTorch in float64 where it has the operation, else from TensorFlow; `judges` says who computed what.
"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf
import torch

import fixture
import in_tensorflow
import in_torch
from geometries import CONVOLUTIONS, DEPTHWISE, POOLS, RESIZES, output_size
from fixture import distinct, grid

# Where one framework is no judge by its own definition: (name of the case or kind, stage) and why.
NO_JUDGE_TENSORFLOW = {
    ("softmaxCrossEntropy", "second"): "its gradient takes for granted that labels sum to 1, so it does not vary with them",
    ("resizeBilinear", "second"): "it takes its gradient for constant",
    ("resizeBilinearGradient", "gradients"): "as above",
    ("resizeBilinearGradient", "second"): "as above",
}
NO_JUDGE_TORCH = {
    ("power of negative bases", "gradients"): "the exponent's gradient is NaN; TensorFlow has 0 where the base is not positive",
    ("power of negative bases", "second"): "as above",
    ("power of zero", "second"): "NaN where TensorFlow has the limit",
    ("power of exponent zero", "second"): "it cuts the base's gradient off from the exponent",
}
# Second gradients that the alphabet does not have.
NO_SECOND = {"maxPool"}

cases = []
doubts = set()


def ask_tensorflow(name, problem):
    """TensorFlow's answers by stage, in float64 or, where that reaches less far, in float32."""
    answers, complaint = in_tensorflow.differentiate(*problem, "float64")
    dtype = "float64"
    if complaint:
        again, complaint_again = in_tensorflow.differentiate(*problem, "float32")
        if len(again) > len(answers):
            answers, dtype, complaint = again, "float32", complaint_again
    if complaint and problem[0] not in NO_SECOND:
        doubts.add(f"{name}: TensorFlow {dtype}: {complaint}")
    return answers, dtype


def judge(name, problem):
    """Outputs, gradients and second gradients on which the judges agree, and who they are."""
    kind = problem[0]
    by_torch = in_torch.differentiate(*problem)
    by_tensorflow, dtype = ask_tensorflow(name, problem)
    truth, judges = {}, {}
    for stage in ("outputs", "gradients", "second"):
        case_or_kind = {(kind, stage), (name, stage)}
        answers = {}
        if stage in by_torch and not case_or_kind & NO_JUDGE_TORCH.keys():
            answers["torch float64"] = by_torch[stage]
        if stage in by_tensorflow and not case_or_kind & NO_JUDGE_TENSORFLOW.keys():
            answers[f"tensorflow {dtype}"] = by_tensorflow[stage]
        if not answers or (stage == "second" and kind in NO_SECOND):
            continue
        first, *others = answers.values()
        for other in others:
            for index, (a, b) in enumerate(zip(other, first, strict=True)):
                fixture.assert_close(f"{name}, {stage} {index}", a, b, 1e-10 if dtype == "float64" else 3e-6)
        truth[stage], judges[stage] = first, list(answers)
    return truth, judges


def add(name, kind, attributes, *inputs):
    """Adds a case; an input is an array, or a function that draws one."""
    rng = fixture.generator(name)
    inputs = [make(rng) if callable(make) else np.asarray(make) for make in inputs]
    floats = [x for x in inputs if x.dtype.kind == "f"]
    outputs = in_torch.OPERATIONS[kind](attributes, *map(torch.tensor, inputs))
    cotangents = [
        grid(rng, tuple(y.shape), -1, 1, 1 / 8) if floats and y.is_floating_point() else None for y in outputs
    ]
    directions = [grid(rng, x.shape, -1, 1, 1 / 8) for x in floats]
    truth, judges = judge(name, (kind, attributes, inputs, cotangents, directions))
    gradients = iter(truth.get("gradients", []))
    second = truth.get("second")
    cases.append(
        {
            "name": name,
            "kind": kind,
            "attributes": attributes,
            "inputs": [fixture.tensor(x) for x in inputs],
            "outputs": [fixture.tensor(y) for y in truth["outputs"]],
            "cotangents": [None if c is None else fixture.numbers(c) for c in cotangents],
            "gradients": [
                fixture.numbers(next(gradients)) if x.dtype.kind == "f" and "gradients" in truth else None
                for x in inputs
            ],
            "second": second
            and {
                "directions": [fixture.numbers(d) for d in directions],
                "gradients": [fixture.numbers(g) for g in second],
            },
            "judges": judges,
        }
    )


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
            add(f"{prefix}{name}", kinds[0], attributes, values(*image), values(*kernel))
            full = {"strides": [1, 1], "padding": "valid", "dilations": [1, 1], **attributes}
            of_input, of_filter = {"inputShape": image, **full}, {"kernelShape": kernel, **full}
            add(f"{prefix}{name}, input gradient", kinds[1], of_input, values(*result), values(*kernel))
            add(f"{prefix}{name}, filter gradient", kinds[2], of_filter, values(*image), values(*result))


def pools():
    for name, image, attributes in POOLS:
        add(f"max pool {name}", "maxPool", attributes, different(*image, step=1 / 16))
        add(f"average pool {name}", "averagePool", attributes, values(*image))
        result = [image[0], *output_size(image[1:3], attributes["size"], attributes), image[3]]
        add(f"average pool {name}, gradient", "averagePoolGradient", {"inputShape": image, **attributes}, values(*result))
    ties = {"size": [2, 2], "strides": [2, 2], "padding": "same"}
    add("max pool of ties", "maxPool", ties, lambda rng: np.maximum(grid(rng, (1, 5, 5, 2), -1, 1, 1), 0))


def resizes():
    for name, image, size in RESIZES:
        add(f"bilinear {name}", "resizeBilinear", {"size": size}, values(*image))
        result = [image[0], *size, image[3]]
        add(f"bilinear {name}, gradient", "resizeBilinearGradient", {"inputShape": image}, values(*result))
    for factor in (1, 2, 3):
        add(f"nearest by {factor}", "upsampleNearest", {"factor": factor}, values(2, 2, 3, 2))


def softmaxes():
    for kind in ("softmax", "logSoftmax"):
        add(f"{kind} of rows", kind, {}, values(3, 4))
        add(f"{kind} over a middle axis", kind, {"axis": 1}, values(2, 3, 4))
        add(f"{kind} over the first axis", kind, {"axis": -3}, values(2, 3, 2))
        add(f"{kind} of large numbers", kind, {"axis": -1}, [[1000.0, 999.0, -1000.0], [-500.0, -502.0, -501.5]])
        add(f"{kind} of one class", kind, {}, values(3, 1))
    add("logSumExp of all", "logSumExp", {}, values(2, 3))
    add("logSumExp of rows, kept", "logSumExp", {"axes": [-1], "keepDimensions": True}, values(2, 3, 2))
    add("logSumExp over two axes", "logSumExp", {"axes": [0, 2]}, values(2, 3, 4))
    add("logSumExp of large numbers", "logSumExp", {"axes": [1]}, [[1000.0, 999.0], [-1000.0, -1001.0], [88.0, 89.5]])
    sigmoid = "sigmoidCrossEntropy"
    add("sigmoidCrossEntropy", sigmoid, {}, values(3, 4, low=0, high=1), values(3, 4))
    corners = [[-1000.0, -90.0, -20.0, -1.0, 0.0, 1.0, 20.0, 90.0, 1000.0]] * 2
    add("sigmoidCrossEntropy at corners", sigmoid, {}, [[0.0] * 9, [1.0] * 9], corners)
    # Quarters and halves, so that float32 and float64 have the same sums of exactly 1.
    labels = [[0.5, 0.25, 0.25, 0.0], [0.0, 0.0, 1.0, 0.0], [0.125, 0.125, 0.5, 0.25]]
    add("softmaxCrossEntropy", "softmaxCrossEntropy", {}, labels, values(3, 4))
    add("softmaxCrossEntropy of rank 3", "softmaxCrossEntropy", {}, [labels[:2], labels[1:]], values(2, 2, 4))
    large = [[500.0, -500.0, 0.0, 499.0], [-1000.0, 1000.0, 990.0, 0.0], [100.0, 100.0, 100.0, 100.0]]
    add("softmaxCrossEntropy of large numbers", "softmaxCrossEntropy", {}, labels, large)


def normalizations():
    for name, shape, epsilon in (
        ("of an image", [2, 2, 3, 2], 1e-3),
        ("of rows", [5, 3], 1e-5),
        ("of a large epsilon", [4, 2], 0.5),
    ):
        channels = shape[-1]
        add(
            f"batch normalization {name}",
            "batchNormalization",
            {"epsilon": epsilon},
            values(*shape),
            values(channels, low=0.5),
            values(channels),
        )


def indexing():
    add("gather rows", "gather", {"axis": 0}, values(4, 3), integers(5, below=4))
    add("gather by a table", "gather", {"axis": 0}, values(3, 2), [[[0, 2], [2, 2]]])
    add("gather along the last axis", "gather", {"axis": 2}, values(2, 2, 4), integers(3, below=4))
    add("gather along the middle axis", "gather", {"axis": 1}, values(2, 3, 2), integers(2, 2, below=3))
    add("gather one", "gather", {}, values(3, 2), np.int32(1))
    add("segmentSum of rows", "segmentSum", {"segments": 4}, values(5, 3), [0, 2, 0, 3, 2])
    add("segmentSum of numbers", "segmentSum", {"segments": 3}, values(4), [2, 2, 0, 2])
    add("segmentSum over two axes", "segmentSum", {"segments": 3}, values(2, 3, 2), integers(2, 3, below=3))
    add("oneHot", "oneHot", {"depth": 3}, [[0, 2], [1, 1]])
    add("argMax", "argMax", {"axis": 1}, different(2, 3, 2))


def scans():
    for exclusive in (False, True):
        for reverse in (False, True):
            how = {"exclusive": exclusive, "reverse": reverse}
            add(f"cumulativeSum {how}", "cumulativeSum", {"axis": 1, **how}, values(2, 4, 2))
    add("cumulativeSum over the last axis", "cumulativeSum", {"axis": -1}, values(3, 4))
    add("cumulativeSum of one", "cumulativeSum", {"axis": 0, "exclusive": True}, values(1, 3))


def products():
    for a in (False, True):
        for b in (False, True):
            flags = {"transposeA": a, "transposeB": b}
            left = (4, 3) if a else (3, 4)
            right = (2, 4) if b else (4, 2)
            add(f"matMul {flags}", "matMul", flags, values(*left), values(*right))
            add(f"matMul in batches {flags}", "matMul", flags, values(2, *left), values(2, *right))
    add("matMul broadcasts a matrix", "matMul", {}, values(2, 3, 2), values(2, 4))
    add("matMul broadcasts to the left", "matMul", {"transposeB": True}, values(2, 3), values(2, 2, 3))
    add("matMul broadcasts ones", "matMul", {"transposeA": True}, values(2, 1, 3, 2), values(1, 3, 3, 2))
    add("matMul of a row and a column", "matMul", {}, values(1, 4), values(4, 1))


def reductions():
    ties = [[1.0, 3.0, 3.0, -2.0], [0.0, 0.0, 0.0, 0.0], [-1.0, -1.0, 5.0, -1.0]]
    for kind in ("reduceMax", "reduceMin"):
        add(f"{kind} with ties", kind, {"axes": [1]}, ties)
        add(f"{kind} of all with ties, kept", kind, {"keepDimensions": True}, ties)
        add(f"{kind} over two axes", kind, {"axes": [0, -1]}, different(2, 3, 2))
    for kind in ("reduceSum", "reduceMean"):
        add(f"{kind} of all", kind, {}, values(2, 3))
        add(f"{kind} over two axes, kept", kind, {"axes": [0, 2], "keepDimensions": True}, values(2, 3, 2))
        add(f"{kind} over the middle axis", kind, {"axes": [1]}, values(2, 3, 2))


def elementwise():
    add("power", "power", {}, values(2, 3, low=0.25), values(2, 3, low=0.5))
    add("power broadcasts", "power", {}, values(2, 3, low=0.25), [1.5, -0.375, 3.0])
    add("power of exponent zero", "power", {}, values(2, 2, low=0.25), [0.0, 1.0])
    add("power of zero", "power", {}, [0.0, 0.0], [2.0, 3.0])
    add("power of negative bases", "power", {}, [-1.5, -0.5, -2.0, 2.0], [2.0, 3.0, -1.0, 2.0])
    add("modulo of signs", "modulo", {}, [5.5, -5.5, 5.5, -5.5], [3.0, 3.0, -3.0, -3.0])
    add("modulo of integers", "modulo", {}, np.int32([7, -7, 7, -7, 6]), np.int32([3, 3, -3, -3, 3]))
    add("divide broadcasts", "divide", {}, values(2, 1, 3), values(2, 1, low=0.5))
    for kind in ("maximum", "minimum"):
        add(f"{kind} broadcasts", kind, {}, [[0.5], [-1.0]], [[1.0, -0.5, 0.25], [-2.0, 3.0, 0.0]])
    for kind in ("sqrt", "rsqrt", "reciprocal"):
        add(kind, kind, {}, values(2, 3, low=0.125))
    add("log1p near zero", "log1p", {}, [-0.5, -(2.0**-20), 0.0, 2.0**-20, 1.0, 100.0])
    add("expm1 near zero", "expm1", {}, [-30.0, -1.0, -(2.0**-20), 0.0, 2.0**-20, 3.0])
    add("erf", "erf", {}, [-6.0, -3.0, -1.0, -0.0625, 0.0, 0.5, 2.0, 4.0])
    add("softplus at large values", "softplus", {}, [-1000.0, -100.0, -20.0, -1.0, 0.0, 1.0, 20.0, 100.0, 1000.0])
    add("sigmoid at large values", "sigmoid", {}, [-1000.0, -90.0, -20.0, -1.0, 0.0, 1.0, 20.0, 90.0, 1000.0])
    add("tanh at large values", "tanh", {}, [-1000.0, -10.0, -1.0, -0.0625, 0.0, 0.5, 10.0, 1000.0])
    add("relu", "relu", {}, [-2.0, -0.0625, 0.0, 0.0625, 3.0])
    add("absolute", "absolute", {}, [-2.0, 0.0, 3.0])
    add("sign", "sign", {}, [-2.0, 0.0, 3.0])
    add("round to even", "round", {}, [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.25])
    add("floor", "floor", {}, [-2.5, -2.0, -0.25, 0.25, 3.0])
    add("select", "select", {}, truths(2, 3), values(2, 3), values(2, 3))
    add("select broadcasts", "select", {}, truths(3), values(2, 1), values(2, 3))
    add("select by row", "select", {}, truths(2, 1), values(2, 3), values(1, 3))


def shapes():
    add("transpose", "transpose", {"permutation": [2, 0, 1]}, values(2, 3, 2))
    add("broadcastTo", "broadcastTo", {"shape": [2, 3, 2]}, values(3, 1))
    add("concat", "concat", {"axis": 1}, values(2, 1), values(2, 3), values(2, 2))
    add("slice", "slice", {"begin": [0, 1, 1], "size": [-1, 2, 1]}, values(2, 4, 3))
    add("pad", "pad", {"paddings": [[1, 0], [2, 1]], "value": 0.5}, values(2, 3))
    add("tile", "tile", {"repeats": [2, 1, 3]}, values(2, 2, 2))
    add("reverse", "reverse", {"axes": [0, 2]}, values(2, 2, 3))


def main():
    for group in (convolutions, pools, resizes, softmaxes, normalizations, indexing, scans, products, reductions):
        group()
    elementwise()
    shapes()
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), "Two cases have one name."
    fixture.write(
        "operations.json",
        {
            "writtenBy": fixture.versions(np, tf, torch),
            "meaning": "gradients: vector-Jacobian products with the cotangents, null where an input or output holds no"
            " float32. second: gradients, with respect to the float inputs and then the cotangents, of the sum over the"
            " float inputs of <gradient, direction>; null where the alphabet has none. Numbers are row-major.",
            "cases": cases,
        },
    )
    print("\n".join(sorted(doubts)))


if __name__ == "__main__":
    main()
