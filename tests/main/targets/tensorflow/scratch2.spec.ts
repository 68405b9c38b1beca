import { expect, it } from 'vitest';
import { tensorflowTarget } from '../../../../main/targets/tensorflow/target.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { kinds, someCases } from '../../../nodes/alphabet/case.ts';
import { programOf } from './cases.ts';
it.each(kinds)('%s', async (kind) => {
  const programs: Record<string, any> = {};
  const cs = someCases(kind, Number(process.env.N ?? 20));
  cs.forEach(
    (c, i) =>
      (programs[i] = programOf({
        kind,
        inputs: c.inputs.map(({ shape, dtype }) => ({ shape, dtype })),
        attributes: c.attributes,
      })),
  );
  const tf = await (await tensorflowTarget()).open(programs);
  const ref = await tfjsTarget('cpu').open(programs);
  let worst = 0;
  for (const [n, c] of cs.entries()) {
    const feeds = Object.fromEntries(c.inputs.map((v, i) => [String(i), v.data]));
    const x = await tf.run(String(n), feeds);
    const y = await ref.run(String(n), feeds);
    for (const k of Object.keys(y)) {
      expect(x[k]!.shape).toEqual(y[k]!.shape);
      expect(x[k]!.dtype).toBe(y[k]!.dtype);
      const a = Array.from(x[k]!.data),
        b = Array.from(y[k]!.data);
      a.forEach((v, i) => {
        const e = Math.abs(v - b[i]!) / (1 + Math.abs(b[i]!));
        if (!(e <= 5e-5) && !Object.is(v, b[i]))
          throw new Error(
            `${n} ${k}[${i}]: ${v} vs ${b[i]} ${JSON.stringify(c.attributes)} ${JSON.stringify(c.inputs.map((t) => t.shape))}\n${a.slice(0, 30)}\n${b.slice(0, 30)}`,
          );
        worst = Math.max(worst, e || 0);
      });
    }
  }
  tf.dispose();
  ref.dispose();
});
