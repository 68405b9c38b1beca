"""
Writes fixtures/recurrent.json: what the recurrent layers of Keras give in float64, with the gradients of <sequence, cotangent>.

    pip install tensorflow-cpu keras
    python tests/oracles/recurrent.py
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

LAYOUTS = {
    "GRU": "gates in the order z, r, h; bias [2, 3 units]: of the input, of the state; reset_after",
    "LSTM": "gates in the order i, f, c, o; states h and c",
}


def case(name, layer, units, wired):
    rng = fixture.generator(name)
    built = getattr(layers, layer)(units, return_sequences=True, return_state=True)
    x = tf.constant(grid(rng, (2, 4, 3)))
    states = [tf.constant(grid(rng, (2, units), -1, 1)) for _ in range(2 if layer == "LSTM" else 1)]
    given = {"initial_state": states if layer == "LSTM" else states[0]} if wired else {}
    built(x, **given)
    for weight in built.trainable_weights:
        weight.assign(grid(rng, tuple(weight.shape), -1, 1))
    with tf.GradientTape() as tape:
        tape.watch([x, *states])
        sequence, *after = built(x, **given)
        cotangent = grid(rng, tuple(sequence.shape), -1, 1, 1 / 8)
        total = tf.reduce_sum(sequence * cotangent)
    weights = {weight.name: weight for weight in built.trainable_weights}
    sources = {"input": x, **({f"state{i or ''}": s for i, s in enumerate(states)} if wired else {})}
    sources |= {key: weight.value for key, weight in weights.items()}
    gradients = tape.gradient(total, sources)
    return {
        "name": name,
        "layer": layer,
        "units": units,
        "weights": {key: fixture.numbers(weight.numpy()) for key, weight in weights.items()},
        "input": fixture.numbers(x.numpy()),
        "states": [fixture.numbers(s.numpy()) for s in states] if wired else [],
        "sequence": fixture.numbers(sequence.numpy()),
        "after": [fixture.numbers(s.numpy()) for s in after],
        "cotangent": fixture.numbers(cotangent),
        "gradients": {key: fixture.numbers(g.numpy()) for key, g in gradients.items()},
    }


def main():
    cases = [
        case(f"{layer}{', from a state' if wired else ''}", layer, units, wired)
        for layer, units in (("SimpleRNN", 3), ("GRU", 4), ("LSTM", 3))
        for wired in (False, True)
    ]
    fixture.write(
        "recurrent.json", {"writtenBy": fixture.versions(np, keras, tf), "layouts": LAYOUTS, "cases": cases}
    )


if __name__ == "__main__":
    main()
