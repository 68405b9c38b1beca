import { it } from 'vitest';
import { readFileSync } from 'node:fs';
import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { Trace } from '../../../../nodes/program/trace.ts';
import { pullBack } from '../../../../nodes/program/differentiate.ts';
import { arrayOf } from '../../../../main/targets/feeds.ts';
it('x', async () => {
  loadBinding();
  const { cases } = JSON.parse(readFileSync('tests/oracles/fixtures/operations.json', 'utf8')) as any;
  const out: string[] = [];
  for (const c of cases) for (const b of ['cpu', 'wasm', 'tensorflow'] as const) try {
    const trace = new Trace();
    const ins = c.inputs.map((t: any, i: number) => trace.feed('x' + i, t, { kind: 'input', name: 'x' }));
    const feeds: any = Object.fromEntries(c.inputs.map((t: any, i: number) => ['x' + i, arrayOf[t.dtype as 'int32'].from(t.data)]));
    const outs = trace.apply(c.kind, ins, c.attributes);
    const wanted: any = {}; const expected: any = {};
    c.outputs.forEach((o: any, i: number) => { if (o) { wanted['y' + i] = outs[i]; expected['y' + i] = o; } });
    if (c.cotangents && c.gradients) {
      const cot = c.cotangents.map((t: any, i: number) => t && trace.feed('d' + i, { shape: t.shape, dtype: 'float32' }, { kind: 'input', name: 'd' }));
      c.cotangents.forEach((t: any, i: number) => { if (t) feeds['d' + i] = Float32Array.from(t.data); });
      const idx = c.gradients.flatMap((g: any, i: number) => g ? [i] : []);
      const use = cot.flatMap((t: any, i: number) => t ? [i] : []);
      const gs = pullBack(trace, use.map((i: number) => outs[i]!), use.map((i: number) => cot[i]), idx.map((i: number) => ins[i]), 0);
      idx.forEach((i: number, k: number) => { if (gs[k]) { wanted['g' + i] = gs[k]; expected['g' + i] = c.gradients[i]; } else if (c.gradients[i].data.some((x: number) => x)) out.push('NOGRAD ' + c.kind); });
    }
    const runner = await tfjsTarget(b).open({ p: trace.program(wanted) });
    const r = await runner.run('p', feeds);
    for (const k in expected) {
      const e = expected[k].data, g = r[k]!.data; const scale = Math.max(1, ...e.map(Math.abs));
      let worst = 0; for (let i = 0; i < e.length; i++) { const d = Math.abs(e[i] - g[i]!) / scale; if (!(d <= worst)) worst = d; }
      if (!(worst < 5e-6) || e.length !== g.length) out.push(`${b} ${c.kind} '${c.name}' ${k} ${worst}`);
    }
  } catch (e: any) { out.push(`${b} ${c.kind} '${c.name}': ${e.message}`); }
  console.log(cases.length + '\n' + out.join('\n'));
});
