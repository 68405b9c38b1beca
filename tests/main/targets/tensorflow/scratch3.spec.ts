import { it } from 'vitest';
import { printPrograms } from '../../../../main/targets/tensorflow/printer.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { kinds, someCases } from '../../../nodes/alphabet/case.ts';
import { CASES, programOf } from './cases.ts';
it('x', () => {
  const found = new Map<string, Set<string>>();
  const add = (p: any) => {
    for (const n of printPrograms(p).nodes) {
      const s = found.get(n.op) ?? new Set();
      found.set(n.op, s);
      Object.keys(n.attributes).forEach((k) => s.add(k));
    }
  };
  for (const c of CASES) add({ a: programOf(c) });
  for (const kind of kinds)
    for (const c of someCases(kind, 20))
      add({
        a: programOf({
          kind,
          inputs: c.inputs.map(({ shape, dtype }) => ({ shape, dtype })),
          attributes: c.attributes,
        }),
      });
  const t = new Trace();
  const F = { shape: [3], dtype: 'float32' } as const;
  const S = { shape: [], dtype: 'float32' } as const;
  const w = t.variable('w', F),
    m = t.variable('m', F),
    v = t.variable('v', F),
    g = t.feed('g', F, { kind: 'input', name: 'g' }),
    lr = t.feed('lr', S, { kind: 'input', name: 'g' });
  const r = t.ops.adam(w, m, v, g, lr, lr, { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
  t.update('w', r.weight);
  t.update('m', r.m);
  t.update('v', r.v);
  const x = t.variable('x', { shape: [2, 3, 3, 2], dtype: 'float32' }),
    s = t.variable('s', { shape: [2], dtype: 'float32' });
  const bn = t.ops.batchNormalization(x, s, s, { epsilon: 1e-3 });
  const bg = t.ops.batchNormalizationGradient(x, x, s, bn.mean, bn.variance, { epsilon: 1e-3 });
  add({ a: t.program({ y: r.weight, z: bg.image }) });
  console.log(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, s]) => `  ${k}: [${[...s].map((a) => `'${a}'`).join(', ')}],`)
      .join('\n'),
  );
});
