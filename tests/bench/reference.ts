import { knownSize } from '../../nodes/alphabet/shape.ts';
import type { Program } from '../../nodes/program/program.ts';
import { Trace } from '../../nodes/program/trace.ts';
import type { Runner, Target } from '../../main/targets/target.ts';
import type { Contender } from './contest.ts';

const BATCH = 64;

/** About 2 GFLOP of products and convolutions. It stays as it is: times are told in units of it, on whatever machine. */
function referenceProgram(): Program {
  const trace = new Trace();
  const { ops } = trace;
  const weight = (name: string, shape: readonly number[]) =>
    trace.variable(name, { shape, dtype: 'float32' });
  const image = trace.feed(
    'image',
    { shape: [BATCH, 28, 28, 1], dtype: 'float32' },
    { kind: 'input', name: 'image' },
  );
  const flat = ops.reshape(image, { shape: [BATCH, 784] });
  const dense = ops.relu(
    ops.matMul(ops.relu(ops.matMul(flat, weight('a', [784, 512]))), weight('b', [512, 784])),
  );
  const same = { strides: [1, 1], padding: 'same' } as const;
  const convolved = ops.relu(ops.conv2d(image, weight('c', [3, 3, 1, 32]), same));
  const twice = ops.relu(ops.conv2d(convolved, weight('d', [3, 3, 32, 32]), same));
  return trace.program({ sum: ops.add(ops.reduceMean(dense), ops.reduceMean(twice)) });
}

/** The fixed graph that all times are compared with. */
export class Reference implements Contender {
  readonly #runner: Runner;
  readonly #image = numbers(BATCH * 784);

  private constructor(runner: Runner) {
    this.#runner = runner;
  }

  static async open(target: Target): Promise<Reference> {
    const runner = await target.open({ reference: referenceProgram() });
    await runner.write(
      new Map(
        [...runner.variables].map(([name, { shape, dtype }]) => [
          name,
          { shape: shape as readonly number[], dtype, data: numbers(knownSize(shape)) },
        ]),
      ),
    );
    return new Reference(runner);
  }

  async step(): Promise<number> {
    const begin = performance.now();
    await this.#runner.run('reference', { image: this.#image });
    return performance.now() - begin;
  }

  dispose(): void {
    this.#runner.dispose();
  }
}

/** Numbers of either sign around 0. */
const numbers = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => (((37 * i) % 17) - 8) / 80);
