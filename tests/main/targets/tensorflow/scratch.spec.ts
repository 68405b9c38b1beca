import { expect, it, beforeAll } from 'vitest';
import { alphabet } from '../../../../nodes/alphabet/alphabet.ts';
import { tensorflowTarget } from '../../../../main/targets/tensorflow/target.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { CASES, elementsOf, programOf } from './cases.ts';
it('all kinds', () => {
  const ks = new Set(CASES.map((c) => c.kind));
  expect([...alphabet.keys()].filter((k) => !ks.has(k))).toEqual([]);
});
it.each(
  CASES.map(
    (c) =>
      [
        c.kind + ' ' + JSON.stringify(c.inputs.map((t) => t.shape)) + JSON.stringify(c.attributes),
        c,
      ] as const,
  ),
)('%s', async (_, c) => {
  const program = programOf(c);
  const feeds = elementsOf(c);
  const tf = await (await tensorflowTarget()).open({ a: program });
  const ref = await tfjsTarget('cpu').open({ a: program });
  const x = await tf.run('a', feeds);
  const y = await ref.run('a', feeds);
  tf.dispose();
  ref.dispose();
  for (const k of Object.keys(y)) {
    expect(x[k]!.shape).toEqual(y[k]!.shape);
    expect(x[k]!.dtype).toBe(y[k]!.dtype);
    expect(x[k]!.data.constructor).toBe(y[k]!.data.constructor);
    const a = Array.from(x[k]!.data),
      b = Array.from(y[k]!.data);
    a.forEach((v, i) => {
      if (!(Math.abs(v - b[i]!) <= 2e-5 * (1 + Math.abs(b[i]!))) && !Object.is(v, b[i]))
        throw new Error(`${k}[${i}]: ${v} vs ${b[i]} \n${a}\n${b}`);
    });
  }
});
