"""
Writes fixtures/optimizers.json: ten steps of each optimizer, learning-rate schedules, and the moving average of weights.

    pip install tensorflow-cpu keras torch
    python tests/oracles/optimizers.py

The formulas that the fixture states are computed in float64 and written; Keras must agree (it rounds its settings to float32
even there, so to 1e-6), and so must PyTorch's SGD, and its Adam and RMSprop up to their other place of epsilon.
"""

import math
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
sys.modules["triton"] = None  # torch.optim would load its LLVM, which cannot live beside TensorFlow's

import keras
import numpy as np
import tensorflow as tf
import torch

import fixture

keras.config.set_floatx("float64")

STEPS = 10
FORMULAS = {
    "step": "t counts from 1; every slot begins at 0; w, m, v, g are elementwise",
    "clip": "g := g * min(1, clipNorm / ||all g together||), before everything else",
    "sgd": "w := w - lr g",
    "momentum": "m := momentum m - lr g; w := w + m",
    "nesterov": "m := momentum m - lr g; w := w + momentum m - lr g",
    "rmsProp": "v := rho v + (1 - rho) g^2; w := w - lr g / sqrt(v + epsilon)",
    "adam": "m := m + (g - m)(1 - beta1); v := v + (g^2 - v)(1 - beta2);"
    " w := w - lr sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)",
    "adamW": "w := w - weightDecay lr w, then as adam, with m, v from g alone",
    "constant": "value(s) = rate; s = updates made before this one",
    "cosine": "value(s) = rate (floor + (1 - floor) (1 + cos(pi min(s, steps) / steps)) / 2)",
    "warmUpCosine": "s < warmUp: start + (rate - start) s / warmUp; then cosine at s - warmUp over `steps`",
    "holdCosine": "s < hold: rate; then cosine at s - hold over `steps`",
    "exponential": "value(s) = rate decay^(s / steps); staircase: decay^floor(s / steps)",
    "movingAverage": "average := average - (1 - min(decay, (1 + n) / (10 + n))) (average - w); it begins as the weight",
}


def sequence():
    """Start and gradients of a matrix and a vector; gradients of very different sizes, some of them zero."""
    rng = fixture.generator("optimizers")
    shapes = [(2, 3), (3,)]
    start = [fixture.grid(rng, shape, -1, 1) for shape in shapes]
    gradients = []
    for step in range(STEPS):
        pair = [fixture.grid(rng, shape, -1, 1) * 2.0 ** -(step % 4) for shape in shapes]
        pair[0][0, 0] = 0
        pair[1][0] *= 2.0**-10
        gradients.append(pair)
    return start, gradients


START, GRADIENTS = sequence()


def clipped(gradients, norm):
    if norm is None:
        return gradients
    total = math.sqrt(sum(float((g**2).sum()) for g in gradients))
    return [g * min(1.0, norm / total) for g in gradients]


def by_formula(method, settings, rates):
    """The weights after each step, and the slots at the end."""
    weights = [w.copy() for w in START]
    slots = {"m": [np.zeros_like(w) for w in START], "v": [np.zeros_like(w) for w in START]}
    history = []
    for t, (raw, lr) in enumerate(zip(GRADIENTS, rates), 1):
        for i, g in enumerate(clipped(raw, settings.get("clipNorm"))):
            w, m, v = weights[i], slots["m"][i], slots["v"][i]
            if method == "sgd":
                w = w - lr * g
            elif method in ("momentum", "nesterov"):
                m = settings["momentum"] * m - lr * g
                w = w + m if method == "momentum" else w + settings["momentum"] * m - lr * g
            elif method == "rmsProp":
                v = settings["rho"] * v + (1 - settings["rho"]) * g**2
                w = w - lr * g / np.sqrt(v + settings["epsilon"])
            else:
                b1, b2 = settings["beta1"], settings["beta2"]
                w = w - settings.get("weightDecay", 0) * lr * w
                m = m + (g - m) * (1 - b1)
                v = v + (g**2 - v) * (1 - b2)
                w = w - lr * math.sqrt(1 - b2**t) / (1 - b1**t) * m / (np.sqrt(v) + settings["epsilon"])
            weights[i], slots["m"][i], slots["v"][i] = w, m, v
        history.append(list(weights))
    used = {"sgd": "", "momentum": "m", "nesterov": "m", "rmsProp": "v", "adam": "mv", "adamW": "mv"}[method]
    return history, {name: slots[name] for name in used}


def in_keras(method, settings, rate):
    """`rate` is a number or a schedule."""
    clip = {"global_clipnorm": settings.get("clipNorm")}
    if method in ("sgd", "momentum", "nesterov"):
        return keras.optimizers.SGD(rate, settings.get("momentum", 0.0), method == "nesterov", **clip)
    if method == "rmsProp":
        return keras.optimizers.RMSprop(rate, settings["rho"], epsilon=settings["epsilon"], **clip)
    shared = {"beta_1": settings["beta1"], "beta_2": settings["beta2"], "epsilon": settings["epsilon"], **clip}
    if method == "adam":
        return keras.optimizers.Adam(rate, **shared)
    return keras.optimizers.AdamW(rate, settings["weightDecay"], **shared)


def in_torch(method, settings, rate, weights):
    if method in ("sgd", "momentum", "nesterov"):
        return torch.optim.SGD(weights, rate, settings.get("momentum", 0), nesterov=method == "nesterov")
    if method == "rmsProp":
        return torch.optim.RMSprop(weights, rate, settings["rho"], settings["epsilon"])
    betas = (settings["beta1"], settings["beta2"])
    if method == "adam":
        return torch.optim.Adam(weights, rate, betas, settings["epsilon"])
    return torch.optim.AdamW(weights, rate, betas, settings["epsilon"], settings["weightDecay"])


def run_keras(optimizer):
    variables = [keras.Variable(w) for w in START]
    optimizer.build(variables)
    history = []
    for gradients in GRADIENTS:
        optimizer.apply([tf.constant(g) for g in gradients], variables)
        history.append([v.numpy().copy() for v in variables])
    return history


def run_torch(method, settings, rate):
    weights = [torch.tensor(w, requires_grad=True) for w in START]
    optimizer = in_torch(method, settings, rate, weights)
    history = []
    for gradients in GRADIENTS:
        for weight, gradient in zip(weights, gradients):
            weight.grad = torch.tensor(gradient)
        if settings.get("clipNorm"):
            torch.nn.utils.clip_grad_norm_(weights, settings["clipNorm"])
        optimizer.step()
        history.append([w.detach().numpy().copy() for w in weights])
    return history


def optimizer_case(name, method, settings, rate=None, schedule=None, torch_tolerance=None):
    rates = [rate] * STEPS if schedule is None else [float(schedule(s)) for s in range(STEPS)]
    history = run_keras(in_keras(method, settings, rate if schedule is None else schedule))
    formula, slots = by_formula(method, settings, rates)
    by_torch = None if torch_tolerance is None else run_torch(method, settings, rate)
    for step in range(STEPS):
        for i in range(len(START)):
            fixture.assert_close(f"{name}, step {step}: formula", formula[step][i], history[step][i], 1e-6)
            if by_torch:
                fixture.assert_close(f"{name}, step {step}: torch", by_torch[step][i], formula[step][i], torch_tolerance)
    return {
        "name": name,
        "kind": "optimizer",
        "method": method,
        "settings": settings,
        "learningRates": fixture.rounded(rates),
        "weights": [[fixture.numbers(w) for w in weights] for weights in formula],
        "slots": {slot: [fixture.numbers(s) for s in arrays] for slot, arrays in slots.items()},
    }


def schedule_case(name, method, settings, schedule, formula, steps):
    values = np.array([formula(s) for s in steps])
    by_keras = np.array([float(schedule(s)) for s in steps])
    fixture.assert_close(name, by_keras / settings["rate"], values / settings["rate"], 3e-7)
    return {
        "name": name,
        "kind": "schedule",
        "method": method,
        "settings": settings,
        "steps": list(steps),
        "values": fixture.rounded(values),
    }


def cosine(rate, floor, steps):
    return lambda s: rate * (floor + (1 - floor) * (1 + math.cos(math.pi * min(s, steps) / steps)) / 2)


def schedule_cases():
    of = keras.optimizers.schedules
    steps = [0, 1, 2, 5, 9, 10, 11, 50, 99, 100, 109, 110, 150]
    yield schedule_case("constant", "constant", {"rate": 0.002}, lambda s: 0.002, lambda s: 0.002, steps)
    rate, floor, length = 0.002, 0.05, 100
    decay = of.CosineDecay(rate, length, floor)
    settings = {"rate": rate, "floor": floor, "steps": length}
    yield schedule_case("cosine", "cosine", settings, decay, cosine(rate, floor, length), steps)
    to_zero = {"rate": 1.0, "floor": 0, "steps": 7}
    yield schedule_case("cosine to zero", "cosine", to_zero, of.CosineDecay(1.0, 7, 0.0), cosine(1.0, 0, 7), steps)
    start, warm = 0.0, 10
    rise = lambda s: start + (rate - start) * s / warm if s < warm else cosine(rate, floor, length)(s - warm)
    warmed = of.CosineDecay(start, length, floor, warmup_target=rate, warmup_steps=warm)
    settings = {"start": start, "rate": rate, "warmUp": warm, "floor": floor, "steps": length}
    yield schedule_case("warm-up, then cosine", "warmUpCosine", settings, warmed, rise, steps)
    settings = {"rate": rate, "hold": 50, "floor": floor, "steps": 50}
    held = of.CosineDecay(rate, 50, floor)
    hold = lambda s: rate if s < 50 else cosine(rate, floor, 50)(s - 50)
    yield schedule_case("hold, then cosine", "holdCosine", settings, lambda s: held(max(s - 50, 0)), hold, steps)
    for staircase in (False, True):
        settings = {"rate": rate, "decay": 0.5, "steps": 20, "staircase": staircase}
        power = (lambda s: math.floor(s / 20)) if staircase else (lambda s: s / 20)
        yield schedule_case(
            f"exponential{', staircase' if staircase else ''}",
            "exponential",
            settings,
            of.ExponentialDecay(rate, 20, 0.5, staircase),
            lambda s: rate * 0.5 ** power(s),
            steps,
        )


def moving_average_case(decay, history):
    """Over the weights of an optimizer; TensorFlow's own class works out its decay in float32."""
    variable, count = tf.Variable(START[0]), tf.Variable(0, dtype=tf.int64)
    average = tf.train.ExponentialMovingAverage(decay, count)
    average.apply([variable])  # makes the average, equal to the weight
    expected, values = START[0], []
    for n, weights in enumerate(history):
        variable.assign(weights[0])
        count.assign(n)
        average.apply([variable])
        expected = expected - (1 - min(decay, (1 + n) / (10 + n))) * (expected - weights[0])
        fixture.assert_close(f"moving average {decay}, {n}", average.average(variable).numpy(), expected, 1e-6)
        values.append(fixture.numbers(expected))
    return {
        "name": f"moving average, decay {decay}",
        "kind": "movingAverage",
        "settings": {"decay": decay},
        "counts": list(range(len(history))),
        "start": fixture.numbers(START[0]),
        "weights": [fixture.numbers(weights[0]) for weights in history],
        "averages": values,
    }


def main():
    adam = {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7}
    coarse = {"beta1": 0.5, "beta2": 0.9, "epsilon": 0.01}
    decay = keras.optimizers.schedules.CosineDecay(0.0, 6, 0.1, warmup_target=0.1, warmup_steps=3)
    clip = {"clipNorm": 0.5}
    cases = [
        optimizer_case("SGD", "sgd", {}, 0.1, torch_tolerance=1e-12),
        optimizer_case("SGD, clipped", "sgd", clip, 0.1, torch_tolerance=1e-5),
        optimizer_case("momentum", "momentum", {"momentum": 0.9}, 0.1, torch_tolerance=1e-12),
        optimizer_case("Nesterov", "nesterov", {"momentum": 0.9}, 0.1, torch_tolerance=1e-12),
        optimizer_case("RMSprop", "rmsProp", {"rho": 0.9, "epsilon": 1e-7}, 0.01, torch_tolerance=1e-1),
        optimizer_case("RMSprop, large epsilon", "rmsProp", {"rho": 0.5, "epsilon": 0.01}, 0.1),
        optimizer_case("RMSprop, clipped", "rmsProp", {"rho": 0.9, "epsilon": 1e-7, **clip}, 0.01),
        optimizer_case("Adam", "adam", adam, 0.01, torch_tolerance=1e-3),
        optimizer_case("Adam, large epsilon", "adam", coarse, 0.1),
        optimizer_case("Adam, clipped", "adam", {**adam, **clip}, 0.01, torch_tolerance=1e-3),
        optimizer_case("AdamW", "adamW", {**adam, "weightDecay": 0.1}, 0.01, torch_tolerance=1e-3),
        optimizer_case("SGD, warm-up and cosine", "sgd", {}, schedule=decay),
        optimizer_case("momentum, warm-up and cosine", "momentum", {"momentum": 0.5}, schedule=decay),
        optimizer_case(
            "AdamW, clipped, warm-up and cosine", "adamW", {**coarse, "weightDecay": 0.5, **clip}, schedule=decay
        ),
        *schedule_cases(),
    ]
    history = run_keras(in_keras("adam", coarse, 0.1))
    cases += [moving_average_case(d, history) for d in (0.999, 0.3)]
    fixture.write(
        "optimizers.json",
        {
            "writtenBy": fixture.versions(np, keras, tf, torch),
            "formulas": FORMULAS,
            "start": [fixture.numbers(w) for w in START],
            "gradients": [[fixture.numbers(g) for g in pair] for pair in GRADIENTS],
            "cases": cases,
        },
    )


if __name__ == "__main__":
    main()
