"""Writes the fixture of tests/main/targets/tfjs/philox.spec.ts: what TensorFlow's stateless operations draw.

    pip install tensorflow-cpu numpy
    python tests/oracles/philox.py          writes tests/oracles/fixtures/philox.json

Each case has the key (seed, stream), the draw, and the numbers' float32 bits (as unsigned integers, so that nothing is
lost on the way). The counter is (0, 0, draw, 0), least significant word first; the algorithm is 1, Philox.
"""

import json
import pathlib

import numpy as np
import tensorflow as tf

FIXTURES = pathlib.Path(__file__).parent / "fixtures"
KEYS = [(0, 0, 0), (1, 2, 3), (7, 0x12345678, 100_000), (2**31 - 1, 2**31 - 1, 2**31 - 1), (-1, -2, -3), (42, -559038737, 1)]
COUNTS = [1, 2, 3, 6, 61]


def words(low, high):
    return np.uint64(low % 2**32) | np.uint64(high % 2**32) << np.uint64(32)


def draw(operation, count, seed, stream, number):
    result = operation(shape=[count], key=[words(seed, stream)], counter=[words(0, 0), words(number, 0)], alg=1)
    return result.numpy().view(np.uint32).tolist()


def main():
    cases = [
        {
            "seed": seed,
            "stream": stream,
            "draw": number,
            "count": count,
            "uniform": draw(tf.raw_ops.StatelessRandomUniformV2, count, seed, stream, number),
            "normal": draw(tf.raw_ops.StatelessRandomNormalV2, count, seed, stream, number),
        }
        for i, (seed, stream, number) in enumerate(KEYS)
        for count in COUNTS[i % 2 :: 2]
    ]
    FIXTURES.mkdir(exist_ok=True)
    text = ",\n".join(json.dumps(case) for case in cases)
    (FIXTURES / "philox.json").write_text(f"[\n{text}\n]\n")


main()
