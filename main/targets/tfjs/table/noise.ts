import { knownSize } from '../../../../nodes/alphabet/shape.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import { normal, uniform, type NoiseKey } from '../philox.ts';

const noise = (draw: (count: number, key: NoiseKey) => Float32Array) =>
  kernel<{ readonly stream: number }>((tf, [random], { stream }, [{ shape }]) => {
    const [seed, number, turn = 0] = random.dataSync() as unknown as [number, number, number?];
    return tf.tensor(draw(knownSize(shape), { seed, stream, draw: number, turn }), [...shape]);
  });

export default {
  uniformNoise: noise(uniform),
  normalNoise: noise(normal),
} satisfies KernelTable;
