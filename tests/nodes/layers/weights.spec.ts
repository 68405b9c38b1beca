import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../nodes/catalogue.ts';
import { initializerFrom } from '../../../nodes/kernel-dials.ts';
import { buildNode } from '../build-node.ts';

const image = { shape: [2, 8, 8, 3], dtype: 'float32' } as const;

const shapesOf = (kind: string, dials: Record<string, number | boolean | number[]>) =>
  Object.fromEntries(
    [...buildNode({ kind, dials, inputs: { input: image } }).variables].map(([name, { type }]) => [
      name,
      type.shape,
    ]),
  );

describe('kernels and biases', () => {
  test.each([
    ['dense', { units: 5 }, { kernel: [3, 5], bias: [5] }],
    ['conv2d', { filters: 5, kernel: [4, 2] }, { kernel: [4, 2, 3, 5], bias: [5] }],
    ['conv2d-transpose', { filters: 5, kernel: [4, 2] }, { kernel: [4, 2, 5, 3], bias: [5] }],
    ['depthwise-conv2d', { multiplier: 2, kernel: [4] }, { kernel: [4, 4, 3, 2], bias: [6] }],
  ])('of %s have the shapes of Keras', (kind, dials, shapes) => {
    expect(shapesOf(kind, dials)).toEqual(shapes);
    expect(shapesOf(kind, { ...dials, bias: false })).toEqual({ kernel: shapes.kernel });
  });

  test.each(['dense', 'conv2d', 'conv2d-transpose', 'depthwise-conv2d'])(
    'of %s start as their dial says',
    (kind) => {
      const dial = catalogue.get(kind)!.dials.initializer!;
      const choices = dial.type === 'choice' ? Object.keys(dial.options) : [];
      expect(choices).toEqual(['glorot uniform', 'he normal', 'normal', 'zeros']);
      for (const initializer of choices) {
        const { variables } = buildNode({ kind, dials: { initializer }, inputs: { input: image } });
        expect(variables.get('kernel')!.start).toEqual(initializerFrom(initializer as 'zeros'));
        expect(variables.get('bias')!.start).toEqual({ kind: 'constant', value: 0 });
      }
      expect(initializerFrom('zeros')).toEqual({ kind: 'constant', value: 0 });
    },
  );
});
