import { operation, type Operation, type Tensor } from '../operation.ts';
import { mustBe, mustHaveShape } from '../rules.ts';
import type { Shape } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** Random numbers in [0, 1), the same ones for the same key: see `NoiseAttributes`. */
    uniformNoise: (random: Tensor, attributes: NoiseAttributes) => Tensor;
    /** Random numbers of mean 0 and deviation 1, the same ones for the same key: see `NoiseAttributes`. */
    normalNoise: (random: Tensor, attributes: NoiseAttributes) => Tensor;
  }
}

/**
 * Philox 4x32-10 (Salmon et al. 2011) laid out as TensorFlow's stateless operations do: `random` is int32 [seed, draw];
 * the key words are (seed, stream), the counter words (block, 0, draw, 0), so that draws never meet.
 */
export type NoiseAttributes = {
  readonly shape: Shape;
  /** An int32 that tells this place of the program from all others. */
  readonly stream: number;
};

const noise = (kind: string, distribution: string): Operation =>
  operation<NoiseAttributes>({
    kind,
    inputs: ['random'],
    constant: true,
    infer: ([random], { shape }) => {
      mustBe(kind, random!, 'int32');
      mustHaveShape(kind, 'random', random!, [2]);
      return [{ shape, dtype: 'float32' }];
    },
    formula: () => `~ ${distribution}`,
  });

export const uniformNoise = noise('uniformNoise', 'U(0, 1)');
export const normalNoise = noise('normalNoise', 'N(0, I)');
