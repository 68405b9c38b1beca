"""The U-Net of the bench in Keras, and how it is trained to take noise away."""

import math

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from twins_keras_update import Update

SIZE = 128
STEPS = 1000


class TimeEmbedding(layers.Layer):
    """Sines and cosines of 32 wavelengths."""

    def call(self, time):
        waves = (1000 * 10_000 ** (-np.arange(32) / 32)).astype(np.float32)
        angles = time[:, None] * waves
        return tf.concat([tf.sin(angles), tf.cos(angles)], -1)


def normalized(x):
    return layers.Activation("silu")(layers.GroupNormalization(groups=8)(x))


def conv(filters, kernel=3, strides=1, **given):
    return layers.Conv2D(filters, kernel, strides, "same", **given)


def unet():
    noisy, time = keras.Input([28, 28, 1]), keras.Input([])
    heard = layers.Dense(SIZE)(layers.Dense(SIZE, activation="silu")(TimeEmbedding()(time)))
    heard = layers.Activation("silu")(heard)

    def residual(x, filters):
        told = layers.Reshape([1, 1, filters])(layers.Dense(filters)(heard))
        h = conv(filters)(normalized(x)) + told
        h = conv(filters, kernel_initializer="zeros")(normalized(h))
        return (x if x.shape[-1] == filters else conv(filters, 1)(x)) + h

    def look(x):
        _, height, width, filters = x.shape
        h = layers.Reshape([height * width, filters])(layers.GroupNormalization(groups=8)(x))
        h = layers.MultiHeadAttention(4, filters // 4)(h, h)
        return x + layers.Reshape([height, width, filters])(h)

    x = residual(conv(48, 4, 2)(noisy), 48)
    skip = x
    x = look(residual(conv(48, 3, 2)(x), 96))
    x = residual(x, 96)
    x = layers.Concatenate()([layers.UpSampling2D()(x), skip])
    x = normalized(residual(x, 48))
    out = layers.Conv2DTranspose(1, 4, 2, "same", kernel_initializer="zeros")(x)
    return keras.Model([noisy, time], out)


def denoising(model):
    """v of a cosine schedule, with the mean of its squared errors."""

    def loss(x):
        time = tf.cast(tf.random.uniform([x.shape[0]], 1, STEPS + 1, tf.int32), tf.float32) / STEPS
        noise = tf.random.normal(x.shape)
        angle = tf.reshape(time, [-1, 1, 1, 1]) * (math.pi / 2)
        alpha, sigma = tf.cos(angle), tf.sin(angle)
        told = model([alpha * x + sigma * noise, time], training=True)
        return tf.reduce_mean((told - (alpha * noise - sigma * x)) ** 2)

    return [model], [Update(model, loss)]
