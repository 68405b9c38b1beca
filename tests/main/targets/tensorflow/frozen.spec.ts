import { describe, expect, it } from 'vitest';

import { printFrozen } from '../../../../main/targets/tensorflow/frozen.ts';
import { BATCH } from '../../../../nodes/alphabet/shape.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { autoencoder } from './autoencoder.ts';
import { perceptron } from './perceptron.ts';

const { program, weights } = autoencoder(BATCH);

describe('a frozen graph', () => {
  it('has names that people can read and every language takes', () => {
    const { signature } = printFrozen(program, weights);
    expect(signature.inputs.map(({ name }) => name)).toEqual(['image', 'label', 'noise', 'not_used']);
    expect(signature.outputs.map(({ name }) => name)).toEqual([
      'image',
      'mean',
      'the_class',
      'dark',
      'half',
      'log_p_x',
    ]);
    const nodes = [...signature.inputs, ...signature.outputs].map(({ node }) => node);
    expect(nodes).toEqual([
      'image',
      'label',
      'noise',
      'not_used',
      'image_2',
      'mean',
      'the_class',
      'dark',
      'half',
      'log_p_x',
    ]);
  });

  it('holds each weight that is used, once, as it was given', () => {
    const { nodes } = printFrozen(program, new Map([...weights, ['other', weights.get('scale')!]]));
    const held = nodes.filter(({ name }) => name.startsWith('weights/'));
    expect(held.map(({ name }) => name)).toContain('weights/encoder_conv_kernel');
    expect(held.length).toBe(weights.size);
    const kernel = held.find(({ name }) => name === 'weights/encoder_conv_kernel')!;
    expect(kernel.attributes['value']).toEqual({ tensor: weights.get('encoder/conv/kernel') });
  });

  it('leaves the batch open', () => {
    const { nodes, signature } = printFrozen(program, weights);
    const shapes = nodes
      .filter(({ op }) => op === 'Placeholder')
      .map(({ attributes }) => attributes['shape']);
    expect(shapes).toEqual([
      { shape: [-1, 8, 8, 1] },
      { shape: [-1] },
      { shape: [-1, 3] },
      { shape: [-1, 2] },
    ]);
    expect(signature.outputs.map(({ type }) => type.shape[0])).toEqual(signature.outputs.map(() => BATCH));
    // The batch size is worked out once.
    expect(nodes.filter(({ op }) => op === 'Shape').length).toBe(1);
  });

  it('asks for the batch size where no input tells it', () => {
    const trace = new Trace();
    const random = trace.feed('random', { shape: [2], dtype: 'int32' }, { kind: 'random' });
    const noise = trace.ops.normalNoise(random, { shape: [BATCH, 2], stream: 1 });
    const { signature } = printFrozen(trace.program({ noise }), new Map());
    expect(signature.inputs.map(({ name, type }) => [name, type.dtype, type.shape])).toEqual([
      ['random', 'int32', [2]],
      ['batch', 'int32', []],
    ]);
  });

  it('refuses weights that are missing or do not fit, and programs that learn', () => {
    const fewer = new Map(weights);
    fewer.delete('scale');
    expect(() => printFrozen(program, fewer)).toThrow(
      "The weight 'scale' is needed, but no value was given for it.",
    );
    const wrong = new Map(weights).set('scale', weights.get('encoder/conv/bias')!);
    expect(() => printFrozen(program, wrong)).toThrow(
      "The variable 'scale' is float32 [3]; it was given float32 [4].",
    );
    const { step, weights: others } = perceptron([2, 2], 1);
    expect(() => printFrozen(step, others)).toThrow('this one updates kernel0, m/kernel0');
  });
});
