"""Sizes, strides, paddings and dilations at which convolutions, pools and resizes go wrong."""

import math


def output_size(image, window, attributes):
    """[height, width] after sliding the window."""
    padding = attributes.get("padding", "valid")
    strides = attributes.get("strides") or [1, 1]
    dilations = attributes.get("dilations") or [1, 1]
    if padding == "same":
        return [math.ceil(size / stride) for size, stride in zip(image, strides)]
    pads = [[0, 0], [0, 0]] if padding == "valid" else padding
    return [
        (size + sum(pad) - (width - 1) * dilation - 1) // stride + 1
        for size, pad, width, dilation, stride in zip(image, pads, window, dilations, strides)
    ]


def setting(strides=(1, 1), padding="same", dilations=None):
    attributes = {"strides": list(strides), "padding": padding}
    return attributes if dilations is None else {**attributes, "dilations": list(dilations)}


# name, image [batch, height, width, channels], kernel [height, width, in, out], attributes
CONVOLUTIONS = [
    ("same, stride 1", [2, 4, 5, 2], [3, 3, 2, 2], setting()),
    ("same, stride 2, odd", [1, 5, 5, 2], [3, 3, 2, 3], setting((2, 2))),
    ("same, stride 2, even", [1, 6, 6, 1], [3, 3, 1, 2], setting((2, 2))),
    ("same, stride 2, even and odd", [2, 4, 5, 2], [4, 4, 2, 1], setting((2, 2))),
    ("same, stride 2, even kernel, even size", [1, 4, 6, 2], [4, 4, 2, 2], setting((2, 2))),
    ("same, stride 1, even kernel", [1, 4, 3, 2], [2, 4, 2, 2], setting()),
    ("same, stride 3", [1, 7, 8, 1], [3, 3, 1, 2], setting((3, 3))),
    ("same, stride larger than the kernel", [1, 5, 7, 2], [2, 1, 2, 2], setting((3, 3))),
    ("valid, stride 1", [1, 5, 4, 2], [3, 3, 2, 2], setting((1, 1), "valid")),
    ("valid, stride 2, cells left over", [1, 6, 7, 1], [3, 3, 1, 2], setting((2, 2), "valid")),
    ("valid, stride 3 larger than the kernel", [1, 7, 6, 2], [2, 2, 2, 2], setting((3, 3), "valid")),
    ("valid, strides 1 and 2", [1, 4, 6, 2], [2, 3, 2, 2], setting((1, 2), "valid")),
    ("same, strides 2 and 3", [1, 5, 7, 1], [3, 3, 1, 2], setting((2, 3))),
    ("valid, kernel as large as the image", [2, 3, 4, 2], [3, 4, 2, 2], setting((1, 1), "valid")),
    ("explicit, stride 1", [1, 4, 4, 2], [3, 3, 2, 2], setting((1, 1), [[1, 2], [0, 1]])),
    ("explicit, stride 2", [1, 5, 4, 2], [3, 3, 2, 2], setting((2, 2), [[0, 1], [2, 1]])),
    ("explicit, wider than the kernel", [1, 2, 3, 1], [2, 2, 1, 2], setting((1, 1), [[3, 0], [2, 3]])),
    ("explicit, nothing", [1, 4, 4, 1], [3, 3, 1, 2], setting((1, 1), [[0, 0], [0, 0]])),
    ("same, dilation 2", [1, 6, 5, 1], [3, 3, 1, 2], setting((1, 1), "same", (2, 2))),
    ("valid, dilations 1 and 2", [1, 4, 6, 2], [2, 3, 2, 1], setting((1, 1), "valid", (1, 2))),
    ("explicit, dilation 2", [1, 4, 5, 1], [3, 2, 1, 2], setting((1, 1), [[2, 1], [0, 1]], (2, 2))),
    ("1x1", [2, 3, 2, 3], [1, 1, 3, 2], setting()),
    ("1x1, stride 2", [1, 5, 4, 2], [1, 1, 2, 2], setting((2, 2))),
    ("one pixel", [2, 1, 1, 2], [3, 3, 2, 2], setting()),
    ("kernel larger than the image", [1, 2, 3, 2], [5, 5, 2, 1], setting()),
    ("kernel larger than the image, stride 2", [1, 3, 2, 1], [5, 4, 1, 2], setting((2, 2))),
]

# kernel [height, width, channels, multiplier]
DEPTHWISE = [
    ("same, stride 1", [2, 4, 3, 2], [3, 3, 2, 1], setting()),
    ("same, multiplier 2", [1, 4, 4, 2], [3, 2, 2, 2], setting()),
    ("same, stride 2, odd", [1, 5, 5, 2], [3, 3, 2, 2], setting((2, 2))),
    ("same, stride 2, even", [1, 6, 4, 2], [3, 3, 2, 1], setting((2, 2))),
    ("same, stride 3", [1, 7, 5, 2], [2, 2, 2, 1], setting((3, 3))),
    ("valid, stride 2, cells left over", [1, 6, 5, 1], [3, 2, 1, 3], setting((2, 2), "valid")),
    ("explicit", [1, 4, 3, 2], [3, 3, 2, 1], setting((1, 1), [[1, 2], [0, 1]])),
    ("same, dilation 2", [1, 5, 4, 2], [3, 3, 2, 1], setting((1, 1), "same", (2, 2))),
    ("valid, dilations 1 and 2", [1, 3, 5, 2], [2, 2, 2, 1], setting((1, 1), "valid", (1, 2))),
    ("1x1", [1, 2, 3, 3], [1, 1, 3, 2], setting()),
    ("kernel larger than the image", [1, 2, 2, 2], [5, 3, 2, 1], setting()),
]


def pooling(size, strides, padding):
    return {"size": list(size), "strides": list(strides), "padding": padding}


POOLS = [
    ("2x2, even", [2, 4, 4, 2], pooling((2, 2), (2, 2), "valid")),
    ("2x2, odd, valid", [1, 5, 5, 2], pooling((2, 2), (2, 2), "valid")),
    ("2x2, odd, same", [1, 5, 5, 2], pooling((2, 2), (2, 2), "same")),
    ("3x3, overlapping, same", [1, 5, 6, 2], pooling((3, 3), (2, 2), "same")),
    ("3x3, overlapping, stride 1", [1, 4, 4, 2], pooling((3, 3), (1, 1), "same")),
    ("3x2, strides 1 and 2, valid", [1, 5, 6, 2], pooling((3, 2), (1, 2), "valid")),
    ("2x2, stride 3", [1, 7, 8, 1], pooling((2, 2), (3, 3), "same")),
    ("1x1, stride 2", [1, 5, 4, 2], pooling((1, 1), (2, 2), "same")),
    ("larger than the image", [1, 2, 3, 2], pooling((4, 4), (1, 1), "same")),
    ("of the whole image", [2, 3, 4, 2], pooling((3, 4), (3, 4), "valid")),
]

RESIZES = [
    ("twice", [1, 3, 2, 2], [6, 4]),
    ("by odd ratios", [1, 3, 4, 2], [7, 5]),
    ("smaller", [1, 7, 6, 1], [3, 4]),
    ("up and down", [2, 4, 3, 1], [3, 7]),
    ("from one pixel", [1, 1, 1, 2], [3, 2]),
    ("to one pixel", [1, 4, 5, 1], [1, 1]),
    ("to the same size", [1, 3, 3, 1], [3, 3]),
]
