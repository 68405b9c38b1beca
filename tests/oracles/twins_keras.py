"""The nets of the bench in Keras: `build` gives a compiled training step."""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import tensorflow as tf
from keras import layers

from twins_keras_denoiser import denoising, unet
from twins_keras_games import dcgan, wgan_gp
from twins_keras_sequences import gru, next_letter, transformer
from twins_keras_update import Update


def dense_stack(inputs, widths, x):
    """ReLU between; the last is linear."""
    for width in widths[:-1]:
        x = layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(widths[-1])(x))


def mlp():
    x = keras.Input([3])
    return dense_stack(x, [128, 128, 128, 2], x)


def autoencoder():
    x = keras.Input([784])
    code = dense_stack(x, [512, 256, 16], x)(x)
    return dense_stack(x, [256, 512, 784], code)


def conv(filters, kernel, strides, activation="relu", layer=layers.Conv2D):
    return layer(filters, kernel, strides, padding="same", activation=activation)


def conv_autoencoder():
    x = keras.Input([28, 28, 1])
    h = conv(64, 3, 2)(conv(32, 3, 2)(x))
    code = layers.Dense(32)(layers.Flatten()(h))
    h = layers.Reshape([7, 7, 64])(layers.Dense(3136, activation="relu")(code))
    h = conv(64, 3, 2, layer=layers.Conv2DTranspose)(h)
    h = conv(32, 3, 2, layer=layers.Conv2DTranspose)(h)
    return keras.Model(x, conv(1, 3, 1, None)(h))


def five_convolutions():
    x = h = keras.Input([28, 28, 1])
    for last in [False] * 4 + [True]:
        h = conv(32, 3, 1, None if last else "relu")(h)
    return keras.Model(x, h)


def residual():
    """Instance normalization is group normalization with a group for each channel."""

    def normalized(x, active=True):
        x = layers.GroupNormalization(groups=-1)(x)
        return layers.ReLU()(x) if active else x

    x = h = keras.Input([28, 28, 1])
    h = normalized(conv(16, 4, 2, None)(h))
    h = normalized(conv(32, 4, 2, None)(h))
    for _ in range(2):
        changed = normalized(conv(32, 3, 1, None)(h))
        h = layers.Add()([normalized(conv(32, 3, 1, None)(changed), active=False), h])
    h = normalized(conv(16, 4, 2, None, layers.Conv2DTranspose)(h))
    return keras.Model(x, conv(1, 4, 2, "tanh", layers.Conv2DTranspose)(h))


class NormalLike(layers.Layer):
    """New normal noise of its input's shape."""

    def call(self, x):
        return tf.random.normal(tf.shape(x))


def vae():
    """Gives logits, mean and log variance."""
    x = keras.Input([28, 28, 1])
    h = layers.Flatten()(conv(64, 4, 2)(conv(32, 4, 2)(x)))
    h = layers.Dense(128, activation="relu")(h)
    mean, log_variance = layers.Dense(2)(h), layers.Dense(2)(h)
    z = mean + keras.ops.exp(log_variance / 2) * NormalLike()(mean)
    h = layers.Dense(3136, activation="relu")(layers.Dense(128, activation="relu")(z))
    h = conv(32, 4, 2, layer=layers.Conv2DTranspose)(layers.Reshape([7, 7, 64])(h))
    return keras.Model(x, [conv(1, 4, 2, None, layers.Conv2DTranspose)(h), mean, log_variance])


def sum_rest(x):
    return tf.reduce_sum(x, list(range(1, len(x.shape))))


def cross_entropy(x, logits):
    return tf.reduce_mean(sum_rest(tf.nn.sigmoid_cross_entropy_with_logits(x, logits)))


def vae_loss(outputs, x):
    logits, mean, log_variance = outputs
    kl = tf.reduce_mean(sum_rest(tf.exp(log_variance) + mean**2 - 1 - log_variance) / 2)
    return cross_entropy(x, logits) + kl


def alone(model, loss_of):
    """A net that one optimizer trains."""
    return [model], [Update(model, lambda *feeds: loss_of(model(feeds[0], training=True), *feeds))]


NETS = {
    "mlp": lambda: alone(mlp(), lambda outputs, x, y: tf.reduce_mean((outputs - y) ** 2)),
    "autoencoder": lambda: alone(autoencoder(), lambda outputs, x: cross_entropy(x, outputs)),
    "conv-autoencoder": lambda: alone(conv_autoencoder(), lambda outputs, x: cross_entropy(x, outputs)),
    "five-convolutions": lambda: alone(five_convolutions(), lambda outputs, x: tf.reduce_mean(outputs**2)),
    "vae": lambda: alone(vae(), vae_loss),
    "residual": lambda: alone(residual(), lambda outputs, x: tf.reduce_mean((outputs - x) ** 2)),
    "dcgan": dcgan,
    "wgan-gp": wgan_gp,
    "unet": lambda: denoising(unet()),
    "transformer": lambda: alone(transformer(), next_letter),
    "gru": lambda: alone(gru(), next_letter),
}


def build(net, batch, rate, threads):
    """step(*arrays) -> loss; the number of parameters; the versions."""
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    keras.utils.set_random_seed(0)
    models, updates = NETS[net]()
    for update in updates:
        update.prepare(rate)

    @tf.function(jit_compile=False)
    def compiled(*feeds):
        return [update(feeds) for update in updates for _ in range(update.repeat)][-1]

    def step(*arrays):
        return float(compiled(*(tf.constant(a) for a in arrays)))

    parameters = sum(int(tf.size(w)) for model in models for w in model.trainable_weights)
    return step, parameters, f"keras {keras.__version__}, tensorflow {tf.__version__}"
