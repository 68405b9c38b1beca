"""What one optimizer does in a step, in Keras."""

import keras
import tensorflow as tf


class Update:
    """Moves the weights of one model down a loss by Adam, `repeat` times a step."""

    def __init__(self, model, loss, repeat=1, betas=(0.9, 0.999)):
        self.model, self.loss, self.repeat, self.betas = model, loss, repeat, betas

    def prepare(self, rate):
        self.optimizer = keras.optimizers.Adam(rate, *self.betas, 1e-7)
        self.optimizer.build(self.model.trainable_variables)

    def __call__(self, feeds):
        weights = self.model.trainable_variables
        values = [weight.value for weight in weights]
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(values)
            loss = self.loss(*feeds)
        self.optimizer.apply(tape.gradient(loss, values), weights)
        return loss
