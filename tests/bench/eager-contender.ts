import type * as tfjs from '@tensorflow/tfjs';

import type { Contender } from './contest.ts';
import type { EagerNet } from './eager-nets.ts';

const BATCHES = 16;

/** A net that TensorFlow.js trains operation by operation, fed from the host's memory. */
export class EagerContender implements Contender {
  readonly parameters: number;
  readonly #tf: typeof tfjs;
  readonly #net: EagerNet;
  readonly #optimizer: tfjs.Optimizer;
  readonly #shapes: readonly (readonly number[])[];
  readonly #batches: readonly (readonly Float32Array[])[];
  #done = 0;

  /** @param shapes of what a step is fed, batch first: numbers in [0, 1) */
  constructor(tf: typeof tfjs, net: EagerNet, rate: number, shapes: readonly (readonly number[])[]) {
    this.#tf = tf;
    this.#net = net;
    this.#optimizer = tf.train.adam(rate, 0.9, 0.999, 1e-7);
    this.#shapes = shapes;
    this.#batches = Array.from({ length: BATCHES }, () =>
      shapes.map((shape) => Float32Array.from({ length: shape.reduce((a, b) => a * b) }, Math.random)),
    );
    this.parameters = net.model.countParams();
  }

  async step(): Promise<number> {
    const tf = this.#tf;
    const batch = this.#batches[this.#done++ % BATCHES]!;
    const begin = performance.now();
    tf.tidy(() => {
      const feeds = batch.map((data, i) => tf.tensor(data, [...this.#shapes[i]!]));
      this.#optimizer.minimize(() => this.#net.loss(feeds), true)!.dataSync();
    });
    return performance.now() - begin;
  }

  dispose(): void {
    this.#optimizer.dispose();
    this.#net.model.dispose();
  }
}
