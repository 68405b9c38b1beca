"""The operations of the alphabet in TensorFlow, kind by kind: `function(attributes, *inputs)` gives a list of outputs."""

import tensorflow as tf

v1 = tf.compat.v1.nn
raw = tf.raw_ops


def padding(attributes):
    """SAME, VALID, or explicit for the four axes."""
    name = attributes.get("padding", "valid")
    return name.upper() if isinstance(name, str) else [[0, 0], *name, [0, 0]]


def four(pair):
    return [1, *(pair or [1, 1]), 1]


def sliding(attributes):
    return {
        "strides": four(attributes.get("strides")),
        "padding": padding(attributes),
        "dilations": four(attributes.get("dilations")),
    }


def depthwise(attributes):
    """The dilations of the depthwise functions have two numbers."""
    return {**sliding(attributes), "dilations": attributes.get("dilations") or [1, 1]}


def pool(attributes):
    return {
        "ksize": four(attributes["size"]),
        "strides": four(attributes.get("strides") or attributes["size"]),
        "padding": padding(attributes),
    }


def depthwise_gradient(attributes, image, kernel, dy, index):
    """Differentiates TensorFlow's depthwise convolution, since its gradients know no dilation."""
    with tf.GradientTape() as tape:
        tape.watch([image, kernel])
        y = tf.nn.depthwise_conv2d(image, kernel, **depthwise(attributes))
    return [tape.gradient(y, [image, kernel][index], dy)]


def resize_bilinear_gradient(attributes, dy):
    image = tf.zeros(attributes["inputShape"], tf.float32)
    return [raw.ResizeBilinearGrad(grads=tf.cast(dy, tf.float32), original_image=image, half_pixel_centers=True)]


def batch_normalization(attributes, x, scale, shift):
    # Not tf.nn.moments: it stops the gradient through the mean inside the variance, so its second gradient is wrong.
    axes = list(range(len(x.shape) - 1))
    mean, variance = tf.reduce_mean(x, axes), tf.math.reduce_variance(x, axes)
    return [tf.nn.batch_normalization(x, mean, variance, shift, scale, attributes["epsilon"]), mean, variance]


def axes_of(attributes):
    return {"axis": attributes.get("axes"), "keepdims": attributes.get("keepDimensions", False)}


def one(function):
    """A function of the inputs alone with one output."""
    return lambda attributes, *inputs: [function(*inputs)]


def reduction(function):
    return lambda attributes, x: [function(x, **axes_of(attributes))]


OPERATIONS = {
    "conv2d": lambda a, image, kernel: [tf.nn.conv2d(image, kernel, **sliding(a))],
    "conv2dInputGradient": lambda a, dy, kernel: [
        v1.conv2d_backprop_input(a["inputShape"], kernel, dy, **sliding(a))
    ],
    "conv2dFilterGradient": lambda a, image, dy: [
        v1.conv2d_backprop_filter(image, a["kernelShape"], dy, **sliding(a))
    ],
    "depthwiseConv2d": lambda a, image, kernel: [tf.nn.depthwise_conv2d(image, kernel, **depthwise(a))],
    "depthwiseConv2dInputGradient": lambda a, dy, kernel: depthwise_gradient(
        a, tf.zeros(a["inputShape"], dy.dtype), kernel, dy, 0
    ),
    "depthwiseConv2dFilterGradient": lambda a, image, dy: depthwise_gradient(
        a, image, tf.zeros(a["kernelShape"], dy.dtype), dy, 1
    ),
    "maxPool": lambda a, image: [tf.nn.max_pool2d(image, **pool(a))],
    "averagePool": lambda a, image: [tf.nn.avg_pool2d(image, **pool(a))],
    "averagePoolGradient": lambda a, dy: [
        raw.AvgPoolGrad(orig_input_shape=a["inputShape"], grad=dy, **pool(a))
    ],
    "upsampleNearest": lambda a, image: [
        tf.repeat(tf.repeat(image, a["factor"], axis=1), a["factor"], axis=2)
    ],
    "resizeBilinear": lambda a, image: [tf.image.resize(image, a["size"], "bilinear")],
    "resizeBilinearGradient": resize_bilinear_gradient,
    "softmax": lambda a, x: [tf.nn.softmax(x, axis=a.get("axis", -1))],
    "logSoftmax": lambda a, x: [tf.nn.log_softmax(x, axis=a.get("axis", -1))],
    "logSumExp": reduction(tf.reduce_logsumexp),
    "sigmoidCrossEntropy": one(lambda labels, logits: tf.nn.sigmoid_cross_entropy_with_logits(labels, logits)),
    "softmaxCrossEntropy": one(lambda labels, logits: tf.nn.softmax_cross_entropy_with_logits(labels, logits)),
    "batchNormalization": batch_normalization,
    "gather": lambda a, values, indices: [tf.gather(values, indices, axis=a.get("axis", 0))],
    "segmentSum": lambda a, values, indices: [tf.math.unsorted_segment_sum(values, indices, a["segments"])],
    "oneHot": lambda a, indices: [tf.one_hot(indices, a["depth"])],
    "argMax": lambda a, x: [tf.argmax(x, axis=a["axis"], output_type=tf.int32)],
    "cumulativeSum": lambda a, x: [
        tf.cumsum(x, a["axis"], exclusive=a.get("exclusive", False), reverse=a.get("reverse", False))
    ],
    "matMul": lambda a, x, y: [
        tf.matmul(x, y, transpose_a=a.get("transposeA", False), transpose_b=a.get("transposeB", False))
    ],
    "reduceSum": reduction(tf.reduce_sum),
    "reduceMean": reduction(tf.reduce_mean),
    "reduceMax": reduction(tf.reduce_max),
    "reduceMin": reduction(tf.reduce_min),
    "maximum": one(tf.maximum),
    "minimum": one(tf.minimum),
    "divide": one(tf.divide),
    "power": one(tf.pow),
    "modulo": one(tf.math.floormod),
    "sqrt": one(tf.sqrt),
    "rsqrt": one(tf.math.rsqrt),
    "reciprocal": one(tf.math.reciprocal),
    "log1p": one(tf.math.log1p),
    "expm1": one(tf.math.expm1),
    "erf": one(tf.math.erf),
    "softplus": one(tf.math.softplus),
    "sigmoid": one(tf.sigmoid),
    "tanh": one(tf.tanh),
    "relu": one(tf.nn.relu),
    "absolute": one(tf.abs),
    "sign": one(tf.sign),
    "round": one(tf.round),
    "floor": one(tf.floor),
    "select": one(tf.where),
    "transpose": lambda a, x: [tf.transpose(x, a["permutation"])],
    "broadcastTo": lambda a, x: [tf.broadcast_to(x, a["shape"])],
    "concat": lambda a, *xs: [tf.concat(xs, a["axis"])],
    "slice": lambda a, x: [tf.slice(x, a["begin"], a["size"])],
    "pad": lambda a, x: [tf.pad(x, a["paddings"], constant_values=a.get("value", 0))],
    "tile": lambda a, x: [tf.tile(x, a["repeats"])],
    "reverse": lambda a, x: [tf.reverse(x, a["axes"])],
}


def differentiate(kind, attributes, inputs, cotangents, directions, dtype):
    """
    The outputs, the vector-Jacobian products with the cotangents, and the gradients of the sum of the products' scalar
    products with the directions, as far as TensorFlow can; where it cannot, the sentence that it says.
    """
    float_type = tf.float64 if dtype == "float64" else tf.float32
    convert = lambda x: tf.constant(x, float_type if x.dtype.kind == "f" else None)
    xs = [convert(x) for x in inputs]
    floats = [x for x in xs if x.dtype.is_floating]
    cts = [convert(c) for c in cotangents if c is not None]
    found, stage = {}, "outputs"
    dense = lambda tensors: [tf.convert_to_tensor(t) for t in tensors]
    try:
        with tf.GradientTape() as outer:
            outer.watch([*floats, *cts])
            with tf.GradientTape() as inner:
                inner.watch(floats)
                ys = OPERATIONS[kind](attributes, *xs)
                if float_type == tf.float64 and any(y.dtype == tf.float32 for y in ys) and floats:
                    raise TypeError("TensorFlow computes this in float32 only")
            found[stage] = [y.numpy() for y in ys]
            if not floats or not cts:
                return found, None
            stage = "gradients"
            differentiable = [y for y in ys if y.dtype.is_floating]
            gradients = dense(inner.gradient(differentiable, floats, cts, tf.UnconnectedGradients.ZERO))
            found[stage] = [g.numpy() for g in gradients]
            total = tf.add_n([tf.reduce_sum(g * convert(d)) for g, d in zip(gradients, directions, strict=True)])
        stage = "second"
        found[stage] = [g.numpy() for g in dense(outer.gradient(total, [*floats, *cts], unconnected_gradients="zero"))]
        return found, None
    except (tf.errors.OpError, LookupError, TypeError, ValueError) as error:
        return found, f"{stage}: {str(error).splitlines()[0][:160]}"
