"""The operations of the alphabet in PyTorch, kind by kind: `function(attributes, *inputs)` gives a list of outputs."""

import math

import torch
import torch.nn.functional as F


def first(image):
    """NHWC to NCHW."""
    return image.permute(0, 3, 1, 2).contiguous()


def last(image):
    """NCHW to NHWC."""
    return image.permute(0, 2, 3, 1)


def paddings(attributes, height_width, window, strides):
    """[[top, bottom], [left, right]]; SAME: ceil(size / stride) windows, the odd cell after."""
    name = attributes.get("padding", "valid")
    if not isinstance(name, str):
        return name
    if name == "valid":
        return [[0, 0], [0, 0]]
    result = []
    for size, width, stride, dilation in zip(height_width, window, strides, attributes.get("dilations") or [1, 1]):
        missing = max((math.ceil(size / stride) - 1) * stride + (width - 1) * dilation + 1 - size, 0)
        result.append([missing // 2, missing - missing // 2])
    return result


def padded(image, pads, value=0.0):
    """Pads NCHW."""
    return F.pad(image, [*pads[1], *pads[0]], value=value)


def convolution(attributes, image, kernel, groups=1):
    """image NHWC, kernel [height, width, in / groups, out]"""
    strides = attributes.get("strides") or [1, 1]
    pads = paddings(attributes, image.shape[1:3], kernel.shape[:2], strides)
    dilations = attributes.get("dilations") or [1, 1]
    height, width, inputs, outputs = kernel.shape
    # Through a flat list, because PyTorch's float64 convolution refuses the strides of a permuted kernel.
    weight = kernel.permute(3, 2, 0, 1).flatten().reshape(outputs, inputs, height, width)
    return last(F.conv2d(padded(first(image), pads), weight, None, strides, 0, dilations, groups))


def depthwise(attributes, image, kernel):
    """PyTorch's groups, with the multiplier fastest, as TensorFlow has it."""
    height, width, channels, multiplier = kernel.shape
    return convolution(attributes, image, kernel.reshape(height, width, 1, channels * multiplier), channels)


def gradient_of(function, x, dy):
    """The vector-Jacobian product of a linear function at x, itself differentiable with respect to dy and the rest."""
    if not x.requires_grad:
        x.requires_grad_()
    return [torch.autograd.grad(function(x), x, dy, create_graph=True)[0]]


def zeros(shape, like):
    return torch.zeros(shape, dtype=like.dtype)


def window(attributes, image):
    size = attributes["size"]
    strides = attributes.get("strides") or size
    return size, strides, paddings(attributes, image.shape[1:3], size, strides)


def max_pool(attributes, image):
    size, strides, pads = window(attributes, image)
    return last(F.max_pool2d(padded(first(image), pads, -math.inf), size, strides))


def average_pool(attributes, image):
    """The sum of each window by the number of its real cells."""
    size, strides, pads = window(attributes, image)
    total = lambda x: F.avg_pool2d(padded(first(x), pads), size, strides, divisor_override=1)
    return last(total(image) / total(torch.ones_like(image)))


def resize_bilinear(attributes, image):
    return last(F.interpolate(first(image), attributes["size"], mode="bilinear", align_corners=False))


def batch_normalization(attributes, x, scale, shift):
    axes = list(range(x.ndim - 1))
    flat = x.reshape(-1, x.shape[-1])
    result = F.batch_norm(flat, None, None, scale, shift, True, 0.1, attributes["epsilon"]).reshape(x.shape)
    return [result, x.mean(axes), x.var(axes, correction=0)]


def gather(attributes, values, indices):
    axis = attributes.get("axis", 0) % values.ndim
    rows = values.index_select(axis, indices.reshape(-1).long())
    return [rows.reshape(values.shape[:axis] + indices.shape + values.shape[axis + 1 :])]


def segment_sum(attributes, values, indices):
    rest = values.shape[indices.ndim :]
    empty = zeros([attributes["segments"], *rest], values)
    return [empty.index_add(0, indices.reshape(-1).long(), values.reshape(-1, *rest))]


def cumulative_sum(attributes, x):
    axis = attributes["axis"]
    turn = (lambda t: t.flip(axis)) if attributes.get("reverse") else (lambda t: t)
    turned = turn(x)
    total = turned.cumsum(axis)
    return [turn(total - turned if attributes.get("exclusive") else total)]


def mat_mul(attributes, a, b):
    return [
        torch.matmul(a.mT if attributes.get("transposeA") else a, b.mT if attributes.get("transposeB") else b)
    ]


def axes_of(attributes, x):
    axes = attributes.get("axes")
    return tuple(range(x.ndim)) if axes is None else tuple(axes), attributes.get("keepDimensions", False)


def one(function):
    """A function of the inputs alone with one output."""
    return lambda attributes, *inputs: [function(*inputs)]


def reduction(function):
    return lambda attributes, x: [function(x, *axes_of(attributes, x))]


def pad(attributes, x):
    flat = [n for pair in reversed(attributes["paddings"]) for n in pair]
    return [F.pad(x, flat, value=attributes.get("value", 0))]


def slice_of(attributes, x):
    ends = [size if n == -1 else begin + n for begin, n, size in zip(attributes["begin"], attributes["size"], x.shape)]
    return [x[tuple(slice(*pair) for pair in zip(attributes["begin"], ends))]]


OPERATIONS = {
    "conv2d": lambda a, image, kernel: [convolution(a, image, kernel)],
    "conv2dInputGradient": lambda a, dy, kernel: gradient_of(
        lambda x: convolution(a, x, kernel), zeros(a["inputShape"], dy), dy
    ),
    "conv2dFilterGradient": lambda a, image, dy: gradient_of(
        lambda k: convolution(a, image, k), zeros(a["kernelShape"], dy), dy
    ),
    "depthwiseConv2d": lambda a, image, kernel: [depthwise(a, image, kernel)],
    "depthwiseConv2dInputGradient": lambda a, dy, kernel: gradient_of(
        lambda x: depthwise(a, x, kernel), zeros(a["inputShape"], dy), dy
    ),
    "depthwiseConv2dFilterGradient": lambda a, image, dy: gradient_of(
        lambda k: depthwise(a, image, k), zeros(a["kernelShape"], dy), dy
    ),
    "maxPool": lambda a, image: [max_pool(a, image)],
    "averagePool": lambda a, image: [average_pool(a, image)],
    "averagePoolGradient": lambda a, dy: gradient_of(lambda x: average_pool(a, x), zeros(a["inputShape"], dy), dy),
    "upsampleNearest": lambda a, image: [
        last(F.interpolate(first(image), scale_factor=a["factor"], mode="nearest"))
    ],
    "resizeBilinear": lambda a, image: [resize_bilinear(a, image)],
    "resizeBilinearGradient": lambda a, dy: gradient_of(
        lambda x: resize_bilinear({"size": list(dy.shape[1:3])}, x), zeros(a["inputShape"], dy), dy
    ),
    "softmax": lambda a, x: [x.softmax(a.get("axis", -1))],
    "logSoftmax": lambda a, x: [x.log_softmax(a.get("axis", -1))],
    "logSumExp": reduction(torch.logsumexp),
    "sigmoidCrossEntropy": one(
        lambda labels, logits: F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    ),
    "softmaxCrossEntropy": one(
        lambda labels, logits: F.cross_entropy(logits.movedim(-1, 1), labels.movedim(-1, 1), reduction="none")
    ),
    "batchNormalization": batch_normalization,
    "gather": gather,
    "segmentSum": segment_sum,
    "oneHot": lambda a, indices: [F.one_hot(indices.long(), a["depth"]).float()],
    "argMax": lambda a, x: [x.argmax(a["axis"]).int()],
    "cumulativeSum": cumulative_sum,
    "matMul": mat_mul,
    "reduceSum": reduction(torch.sum),
    "reduceMean": reduction(torch.mean),
    "reduceMax": reduction(torch.amax),
    "reduceMin": reduction(torch.amin),
    "maximum": one(torch.maximum),
    "minimum": one(torch.minimum),
    "divide": one(torch.div),
    "power": one(torch.pow),
    "modulo": one(torch.remainder),
    "sqrt": one(torch.sqrt),
    "rsqrt": one(torch.rsqrt),
    "reciprocal": one(torch.reciprocal),
    "log1p": one(torch.log1p),
    "expm1": one(torch.expm1),
    "erf": one(torch.erf),
    "softplus": one(lambda x: F.softplus(x, threshold=40)),
    "sigmoid": one(torch.sigmoid),
    "tanh": one(torch.tanh),
    "relu": one(torch.relu),
    "absolute": one(torch.abs),
    "sign": one(torch.sign),
    "round": one(torch.round),
    "floor": one(torch.floor),
    "select": one(torch.where),
    "transpose": lambda a, x: [x.permute(a["permutation"])],
    "broadcastTo": lambda a, x: [x.broadcast_to(a["shape"])],
    "concat": lambda a, *xs: [torch.cat(xs, a["axis"])],
    "slice": slice_of,
    "pad": pad,
    "tile": lambda a, x: [x.repeat(a["repeats"])],
    "reverse": lambda a, x: [x.flip(a["axes"])],
}


def differentiate(kind, attributes, inputs, cotangents, directions):
    """As `in_tensorflow.differentiate`, in float64; whatever PyTorch cannot do is an error."""
    xs = [torch.tensor(x, requires_grad=x.dtype.kind == "f") for x in inputs]
    floats = [x for x in xs if x.is_floating_point()]
    cts = [torch.tensor(c, requires_grad=True) for c in cotangents if c is not None]
    ys = OPERATIONS[kind](attributes, *xs)
    found = {"outputs": [y.detach().numpy() for y in ys]}
    if not floats or not cts:
        return found
    some = {"create_graph": True, "allow_unused": True, "materialize_grads": True}
    gradients = torch.autograd.grad([y for y in ys if y.is_floating_point()], floats, cts, **some)
    found["gradients"] = [g.numpy(force=True) for g in gradients]
    total = sum((g * torch.tensor(d)).sum() for g, d in zip(gradients, directions, strict=True))
    if total.requires_grad:
        second = torch.autograd.grad(total, [*floats, *cts], allow_unused=True, materialize_grads=True)
        found["second"] = [g.numpy(force=True) for g in second]
    else:
        found["second"] = [torch.zeros_like(t).numpy() for t in [*floats, *cts]]
    return found
