"""
Writes fixtures/arranging.json: what NumPy gives for layers that only arrange numbers (pad, crop, split, patches, depth to space, downsampling by the nearest), and where
the gradient of each output number goes.

    pip install numpy
    python tests/oracles/arranging.py
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

import fixture
from fixture import grid

cases = []


def add(name, kind, dials, shape, arrange):
    """`arrange` is applied to the numbers, and to their places, by which cotangents find their way back."""
    rng = fixture.generator(name)
    x = grid(rng, shape)
    outputs = arrange(x, dials.get("value", 0))
    places = arrange(np.arange(x.size).reshape(shape), -1)
    cotangent = grid(rng, outputs[0].shape, -1, 1, 1 / 8)
    gradient = np.zeros(x.size + 1)
    np.add.at(gradient, places[0].ravel(), cotangent.ravel())
    cases.append(
        {
            "name": name,
            "kind": kind,
            "dials": dials,
            "input": fixture.numbers(x),
            "outputs": [fixture.numbers(y) for y in outputs],
            "cotangent": fixture.numbers(cotangent),
            "gradient": fixture.numbers(gradient[:-1].reshape(shape)),
        }
    )


def padded(top, bottom, left, right):
    widths = ((0, 0), (top, bottom), (left, right), (0, 0))
    return lambda x, value: [np.pad(x, widths, constant_values=value)]


def cropped(top, bottom, left, right):
    return lambda x, _: [x[:, top : x.shape[1] - bottom, left : x.shape[2] - right]]


def split(parts, axis):
    return lambda x, _: np.split(x, parts, axis)


def patches(tall, wide):
    def arrange(x, _):
        windows = sliding_window_view(x, (tall, wide), (1, 2))[:, ::tall, ::wide]  # [B, down, across, C, tall, wide]
        return [np.moveaxis(windows, 3, -1).reshape(len(x), -1, tall * wide * x.shape[-1])]

    return arrange


def depth_to_space(factor):
    def arrange(x, _):
        batch, height, width, channels = x.shape
        left = channels // factor**2
        y = np.zeros((batch, height * factor, width * factor, left), x.dtype)
        for u in range(factor):
            for v in range(factor):
                first = (u * factor + v) * left
                y[:, u::factor, v::factor] = x[..., first : first + left]
        return [y]

    return arrange


def main():
    add("pad, one number", "pad", {"sides": [1]}, (2, 2, 3, 2), padded(1, 1, 1, 1))
    add("pad, two numbers, of ones", "pad", {"sides": [2, 0], "value": 1}, (1, 2, 3, 1), padded(2, 2, 0, 0))
    add("pad, four numbers", "pad", {"sides": [0, 1, 2, 3], "value": -0.5}, (1, 2, 2, 2), padded(0, 1, 2, 3))
    add("crop, one number", "crop", {"sides": [1]}, (2, 4, 3, 2), cropped(1, 1, 1, 1))
    add("crop, two numbers", "crop", {"sides": [0, 2]}, (1, 2, 5, 2), cropped(0, 0, 2, 2))
    add("crop, four numbers", "crop", {"sides": [2, 0, 0, 1]}, (2, 4, 3, 1), cropped(2, 0, 0, 1))
    add("split in two", "split", {"parts": 2}, (2, 3, 4), split(2, -1))
    add("split in three, second axis", "split", {"parts": 3, "axis": 1}, (2, 6, 2), split(3, 1))
    add("split in one", "split", {"parts": 1}, (2, 3), split(1, -1))
    add("patches, square", "patches", {"size": [2]}, (2, 4, 6, 3), patches(2, 2))
    add("patches, oblong", "patches", {"size": [1, 3]}, (1, 2, 6, 2), patches(1, 3))
    add("one patch", "patches", {"size": [3, 2]}, (2, 3, 2, 1), patches(3, 2))
    add("depth to space", "depth-to-space", {}, (2, 2, 3, 8), depth_to_space(2))
    add("depth to space, by three", "depth-to-space", {"factor": 3}, (1, 2, 1, 9), depth_to_space(3))
    nearest = lambda x, _: [x[:, ::2, ::2]]
    add("downsampling, nearest", "downsample", {"method": "nearest"}, (2, 4, 6, 2), nearest)
    fixture.write("arranging.json", {"writtenBy": fixture.versions(np), "cases": cases})


if __name__ == "__main__":
    main()
