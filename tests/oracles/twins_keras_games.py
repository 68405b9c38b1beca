"""The nets of the bench that two optimizers train, one against the other, in Keras."""

import keras
import tensorflow as tf
from keras import layers

from twins_keras_update import Update

LATENT = 64


def generator():
    x = keras.Input([LATENT])
    h = layers.Reshape([7, 7, 128])(layers.Dense(6272, use_bias=False)(x))
    for filters, last in ((64, False), (1, True)):
        h = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(h))
        activation = "tanh" if last else None
        h = layers.Conv2DTranspose(filters, 4, 2, "same", activation=activation, use_bias=last)(h)
    return keras.Model(x, h)


def judge():
    x = h = keras.Input([28, 28, 1])
    for filters, kernel in ((32, 4), (64, 4), (128, 3)):
        h = layers.LeakyReLU(0.2)(layers.Conv2D(filters, kernel, 2, "same")(h))
    return keras.Model(x, layers.Dense(1)(layers.Flatten()(h)))


def drawn(make, x):
    return make(tf.random.normal([x.shape[0], LATENT]), training=True)


def dcgan():
    make, tell = generator(), judge()
    betas = (0.5, 0.99)

    def discriminator_loss(x):
        real, fake = tell(x, training=True), tell(drawn(make, x), training=True)
        return tf.reduce_mean(tf.math.softplus(-real)) + tf.reduce_mean(tf.math.softplus(fake))

    def generator_loss(x):
        return tf.reduce_mean(tf.math.softplus(-tell(drawn(make, x), training=True)))

    return [make, tell], [Update(tell, discriminator_loss, 1, betas), Update(make, generator_loss, 1, betas)]


def wgan_gp():
    make, tell = generator(), judge()
    betas = (0.0, 0.9)

    def critic_loss(x):
        fake = drawn(make, x)
        share = tf.random.uniform([x.shape[0], 1, 1, 1])
        between = x + share * (fake - x)
        with tf.GradientTape() as tape:
            tape.watch(between)
            score = tell(between, training=True)
        slope = tf.sqrt(tf.reduce_sum(tape.gradient(score, between) ** 2, [1, 2, 3]) + 1e-12)
        gap = tf.reduce_mean(tell(fake, training=True)) - tf.reduce_mean(tell(x, training=True))
        return gap + 10 * tf.reduce_mean((slope - 1) ** 2)

    def generator_loss(x):
        return -tf.reduce_mean(tell(drawn(make, x), training=True))

    return [make, tell], [Update(tell, critic_loss, 3, betas), Update(make, generator_loss, 1, betas)]
