"""
Writes fixtures/losses.json: losses per example in nats, with the gradients of <loss, cotangent>.

    pip install tensorflow-cpu torch
    python tests/oracles/losses.py

Each closed form, differentiated by TensorFlow in float64, must agree with torch.distributions (or PyTorch's own loss),
differentiated by PyTorch in float64.
"""

import math
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf
import torch
import torch.nn.functional as F
from torch.distributions import Bernoulli, Categorical, Normal, kl_divergence

import fixture
from fixture import grid

FORMULAS = {
    "reduction": "d = dimensions after the first; sums and means run over them, the batch axis stays",
    "binaryCrossEntropy": "sum_d max(l, 0) - l x + log(1 + exp(-|l|)), l = logits; target x in [0, 1]",
    "categoricalCrossEntropy": "sum_d log sum_k exp(l_k) - l_y; classes on the last axis of the logits",
    "gaussian": "sum_d (log 2 pi + s + (x - m)^2 exp(-s)) / 2, s = logVariance",
    "klToStandard": "sum_d (exp(s) + m^2 - 1 - s) / 2",
    "kl": "sum_d (s2 - s + (exp(s) + (m - m2)^2) exp(-s2) - 1) / 2",
    "l1": "mean_d |p - x|",
    "l2": "mean_d (p - x)^2",
    "contrastive": "(logsumexp_k s_ik + logsumexp_k s_ki) / 2 - s_ii, s_ij = cos(a_i, b_j) / temperature, without k != i of the same number",
    "contrastiveOneWay": "logsumexp_k s_ik - s_ii",
    "huber": "mean_d: e = |p - x|; e <= delta: e^2 / 2; else delta (e - delta / 2)",
}


def rest(x):
    return list(range(1, len(x.shape)))


def sum_rest(x):
    return tf.reduce_sum(x, rest(x))


def mean_rest(x):
    return tf.reduce_mean(x, rest(x))


def huber(prediction, target, delta):
    error = tf.abs(prediction - target)
    return mean_rest(tf.where(error <= delta, error**2 / 2, delta * (error - delta / 2)))


def info_nce(symmetric):
    def loss(a, b, temperature, same=None):
        u, v = (x / tf.sqrt(tf.reduce_sum(x**2, 1, keepdims=True)) for x in (a, b))
        s = tf.matmul(u, v, transpose_b=True) / temperature
        own = tf.linalg.diag_part(s)
        if same is not None:
            equal = same[:, None] == same[None, :]
            others = tf.logical_and(equal, tf.logical_not(tf.eye(len(same), dtype=tf.bool)))
            s = tf.where(others, tf.constant(-1e9, s.dtype), s)
        forth, back = tf.reduce_logsumexp(s, 1) - own, tf.reduce_logsumexp(s, 0) - own
        return (forth + back) / 2 if symmetric else forth

    return loss


CLOSED_FORMS = {
    "contrastive": info_nce(True),
    "contrastiveOneWay": info_nce(False),
    "binaryCrossEntropy": lambda logits, target: sum_rest(
        tf.maximum(logits, 0.0) - logits * target + tf.math.log1p(tf.exp(-tf.abs(logits)))
    ),
    "categoricalCrossEntropy": lambda logits, target: sum_rest(
        tf.reduce_logsumexp(logits, -1) - tf.gather(logits, target, batch_dims=len(target.shape))
    ),
    "gaussian": lambda mean, logVariance, target: sum_rest(
        (math.log(2 * math.pi) + logVariance + (target - mean) ** 2 * tf.exp(-logVariance)) / 2
    ),
    "klToStandard": lambda mean, logVariance: sum_rest((tf.exp(logVariance) + mean**2 - 1 - logVariance) / 2),
    "kl": lambda mean, logVariance, mean2, logVariance2: sum_rest(
        (logVariance2 - logVariance + (tf.exp(logVariance) + (mean - mean2) ** 2) * tf.exp(-logVariance2) - 1) / 2
    ),
    "l1": lambda prediction, target: mean_rest(tf.abs(prediction - target)),
    "l2": lambda prediction, target: mean_rest((prediction - target) ** 2),
    "huber": huber,
}


def flat(x, reduce):
    return getattr(x.reshape(x.shape[0], -1), reduce)(1)


def normal(mean, log_variance):
    return Normal(mean, torch.exp(log_variance / 2))


STANDARD = Normal(torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64))

def cross_entropy_of_partners(symmetric):
    def loss(a, b, temperature, same=None):
        s = F.cosine_similarity(a[:, None], b[None], dim=2) / temperature
        if same is not None:
            others = (same[:, None] == same[None]) & ~torch.eye(len(same), dtype=torch.bool)
            s = s.masked_fill(others, -torch.inf)
        own = torch.arange(len(a))
        forth, back = (F.cross_entropy(x, own, reduction="none") for x in (s, s.T))
        return (forth + back) / 2 if symmetric else forth

    return loss


JUDGES = {
    "contrastive": cross_entropy_of_partners(True),
    "contrastiveOneWay": cross_entropy_of_partners(False),
    # Unvalidated, because grey pixels are no outcomes of a Bernoulli distribution.
    "binaryCrossEntropy": lambda logits, target: flat(
        -Bernoulli(logits=logits, validate_args=False).log_prob(target), "sum"
    ),
    "categoricalCrossEntropy": lambda logits, target: flat(-Categorical(logits=logits).log_prob(target), "sum"),
    "gaussian": lambda mean, logVariance, target: flat(-normal(mean, logVariance).log_prob(target), "sum"),
    "klToStandard": lambda mean, logVariance: flat(kl_divergence(normal(mean, logVariance), STANDARD), "sum"),
    "kl": lambda mean, logVariance, mean2, logVariance2: flat(
        kl_divergence(normal(mean, logVariance), normal(mean2, logVariance2)), "sum"
    ),
    "l1": lambda prediction, target: flat(F.l1_loss(prediction, target, reduction="none"), "mean"),
    "l2": lambda prediction, target: flat(F.mse_loss(prediction, target, reduction="none"), "mean"),
    "huber": lambda prediction, target, delta: flat(
        F.huber_loss(prediction, target, reduction="none", delta=delta), "mean"
    ),
}


def by_tensorflow(loss, inputs, settings, cotangent):
    tensors = {key: tf.constant(x) for key, x in inputs.items()}
    floats = {key: t for key, t in tensors.items() if t.dtype.is_floating}
    with tf.GradientTape() as tape:
        tape.watch(floats)
        output = CLOSED_FORMS[loss](**tensors, **settings)
    return output.numpy(), {key: g.numpy() for key, g in tape.gradient(output, floats, cotangent).items()}


def by_torch(loss, inputs, settings, cotangent):
    tensors = {key: torch.tensor(x, requires_grad=x.dtype.kind == "f") for key, x in inputs.items()}
    floats = {key: t for key, t in tensors.items() if t.requires_grad}
    output = JUDGES[loss](**tensors, **settings)
    gradients = torch.autograd.grad(output, list(floats.values()), torch.tensor(cotangent))
    return output.detach().numpy(), {key: g.numpy() for key, g in zip(floats, gradients)}


def case(name, loss, settings=None, **inputs):
    rng = fixture.generator(name)
    settings = settings or {}
    arrays = {key: make(rng) if callable(make) else np.array(make) for key, make in inputs.items()}
    cotangent = grid(rng, (len(next(iter(arrays.values()))),), 0.25, 1, 1 / 8)
    output, gradients = by_torch(loss, arrays, settings, cotangent)
    ours, our_gradients = by_tensorflow(loss, arrays, settings, cotangent)
    fixture.assert_close(name, ours, output, 1e-12)
    for key in gradients:
        fixture.assert_close(f"{name}, gradient of {key}", our_gradients[key], gradients[key], 1e-12)
    return {
        "name": name,
        "loss": loss,
        "settings": settings,
        "inputs": {key: fixture.tensor(x) for key, x in arrays.items()},
        "output": fixture.numbers(output),
        "cotangent": fixture.numbers(cotangent),
        "gradients": {key: fixture.numbers(g) for key, g in gradients.items()},
    }


def values(*shape, low=-2.0, high=2.0):
    return lambda rng: grid(rng, shape, low, high)


def main():
    image = (2, 3, 2, 1)
    bits = lambda rng: rng.integers(0, 2, image).astype(np.float64)
    classes = lambda *shape: lambda rng: rng.integers(0, 4, shape)
    large = [[-1000.0, -30.0, 30.0, 1000.0]] * 2
    pair = {"mean": values(3, 2), "logVariance": values(3, 2)}
    views = {"a": values(5, 3), "b": values(5, 3)}
    errors = {"prediction": values(*image), "target": values(*image, low=-0.5, high=0.5)}
    cases = [
        case("binary cross-entropy of bits", "binaryCrossEntropy", logits=values(*image), target=bits),
        case("binary cross-entropy of grey", "binaryCrossEntropy", logits=values(*image), target=values(*image, low=0, high=1)),
        case("binary cross-entropy of large logits", "binaryCrossEntropy", logits=large, target=[[0.0] * 4, [1.0] * 4]),
        case("categorical cross-entropy", "categoricalCrossEntropy", logits=values(3, 4), target=classes(3)),
        case("categorical cross-entropy of sequences", "categoricalCrossEntropy", logits=values(2, 3, 4), target=classes(2, 3)),
        case("categorical cross-entropy of large logits", "categoricalCrossEntropy", logits=large, target=[0, 2]),
        case("Gaussian", "gaussian", **pair, target=values(3, 2)),
        case("Gaussian images", "gaussian", mean=values(*image), logVariance=values(*image), target=values(*image)),
        case("Gaussian, narrow and wide", "gaussian", mean=[[0.5, 0.5]], logVariance=[[-10.0, 10.0]], target=[[0.75, -2]]),
        case("KL to N(0, I)", "klToStandard", **pair),
        case("KL to N(0, I) of N(0, I)", "klToStandard", mean=[[0.0, 0.0]], logVariance=[[0.0, 0.0]]),
        case("KL to N(0, I), narrow and wide", "klToStandard", mean=[[3.0, -4.0]], logVariance=[[-10.0, 5.0]]),
        case("KL of two Gaussians", "kl", **pair, mean2=values(3, 2), logVariance2=values(3, 2)),
        case("contrastive", "contrastive", **views, temperature=[0.25]),
        case("contrastive, equal ones", "contrastive", **views, temperature=[0.5], same=[0, 1, 0, 2, 1]),
        case("contrastive, one way", "contrastiveOneWay", **views, temperature=[1.0]),
        case("L1", "l1", **errors),
        case("L2", "l2", **errors),
        case("Huber", "huber", {"delta": 1.0}, **errors),
        case("Huber, delta 0.25", "huber", {"delta": 0.25}, **errors),
    ]
    fixture.write("losses.json", {"writtenBy": fixture.versions(np, tf, torch), "formulas": FORMULAS, "cases": cases})


if __name__ == "__main__":
    main()
