"""The nets of the bench that tell the next letter, in Keras."""

import keras
import tensorflow as tf
from keras import layers

LETTERS, LENGTH = 27, 16


class Positions(layers.Layer):
    """Adds a learned vector to each place."""

    def build(self, shape):
        self.positions = self.add_weight(shape=shape[1:], initializer="random_normal")

    def call(self, x):
        return x + self.positions


def transformer():
    width = 64
    tokens = keras.Input([LENGTH], dtype="int32")
    x = Positions()(layers.Embedding(LETTERS, width)(tokens))
    for _ in range(2):
        h = layers.LayerNormalization()(x)
        x = x + layers.MultiHeadAttention(4, width // 4)(h, h, use_causal_mask=True)
        h = layers.Dense(4 * width)(layers.LayerNormalization()(x))
        x = x + layers.Dense(width)(keras.ops.gelu(h, approximate=False))
    return keras.Model(tokens, layers.Dense(LETTERS)(layers.LayerNormalization()(x)))


def gru():
    tokens = keras.Input([LENGTH], dtype="int32")
    x = layers.GRU(128, return_sequences=True, unroll=True)(layers.Embedding(LETTERS, 32)(tokens))
    return keras.Model(tokens, layers.Dense(LETTERS)(x))


def next_letter(logits, tokens, targets):
    """Summed over a row, its places all counted."""
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(targets, logits)
    return tf.reduce_mean(tf.reduce_sum(losses, -1))
