import { expect, test } from 'vitest';
import { decodeWeights, encodeWeights, withoutBorrowed } from '../../../main/engine/trained-weights.ts';
import type { Values } from '../../../main/targets/target.ts';
import { smallVae } from '../../documents.ts';

const numbers = (...data: number[]): Values => ({
  shape: [data.length],
  dtype: 'float32',
  data: Float32Array.from(data),
});

test('what is frozen as it came from elsewhere does not ship again; all else does', () => {
  const drawn = smallVae();
  const startsFrom = { kind: 'template' as const, of: 'digits-classifier', sha256: '0'.repeat(64) };
  drawn.blocks.borrowed = { design: 'encoder', frozen: true, startsFrom };
  drawn.blocks.tuned = { design: 'encoder', startsFrom };
  drawn.blocks.still = { design: 'encoder', frozen: true };
  const names = ['encoder/hidden/kernel', 'borrowed/hidden/kernel', 'tuned/hidden/bias', 'still/hidden/bias'];
  const weights = new Map(names.map((name) => [name, numbers(1, 2)]));
  expect([...withoutBorrowed(drawn, weights).keys()]).toEqual([names[0], names[2], names[3]]);
});

test('float16 loses at most 0.05 % of a number', () => {
  const weights = new Map([['encoder/a', numbers(1, -0.3337, 1234.5, 6e-5)]]);
  const [first] = decodeWeights(encodeWeights(weights, 'float16'), 'here').values();
  first!.data.forEach((x, i) => {
    const exact = weights.get('encoder/a')!.data[i]!;
    expect(Math.abs(x - exact)).toBeLessThanOrEqual(0.0005 * Math.abs(exact) + 1e-7);
  });
  expect(decodeWeights(encodeWeights(weights, 'float32'), 'here')).toEqual(weights);
});
