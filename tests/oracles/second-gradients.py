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
from corners import corners
from fixture import grid

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


def made(name, kind, attributes, *inputs):
    """The case with what the judges say."""
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
    return {
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


def main():
    cases = [made(*case) for case in corners()]
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
