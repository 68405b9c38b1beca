import { operation, type Operation, type Tensor } from '../operation.ts';
import { Problem } from '../problem.ts';
import { mustBe } from '../rules.ts';
import { formatShape, type Shape } from '../shape.ts';

declare module '../operation.ts' {
  interface Operations {
    /** Random numbers in [0, 1), the same ones for the same key: see `NoiseAttributes`. */
    uniformNoise: (random: Tensor, attributes: NoiseAttributes) => Tensor;
    /** Random numbers of mean 0 and deviation 1, the same ones for the same key: see `NoiseAttributes`. */
    normalNoise: (random: Tensor, attributes: NoiseAttributes) => Tensor;
  }
}

/**
 * Philox 4x32-10 (Salmon et al. 2011) laid out as TensorFlow's stateless operations do: `random` is int32 [seed, draw], or
 * [seed, draw, turn] inside a loop; the key words are (seed, stream), the counter words (block, 0, draw, turn), so that neither
 * draws nor turns ever meet. Without a turn it is 0.
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
      const [length] = random!.shape;
      if (random!.shape.length !== 1 || (length !== 2 && length !== 3))
        throw new Problem(
          `${kind} needs a key [seed, draw] or [seed, draw, turn]; it was given ${formatShape(random!.shape)}.`,
          `${kind}의 키는 [시드, 뽑기] 또는 [시드, 뽑기, 차례]여야 하는데 ${formatShape(random!.shape)}이(가) 들어왔습니다.`,
        );
      return [{ shape, dtype: 'float32' }];
    },
    formula: () => `~ ${distribution}`,
  });

export const uniformNoise = noise('uniformNoise', 'U(0, 1)');
export const normalNoise = noise('normalNoise', 'N(0, I)');
