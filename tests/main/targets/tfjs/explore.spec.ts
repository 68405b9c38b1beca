import { it } from 'vitest';
import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { CASES, programOf } from './cases.ts';
it('x', async () => {
  loadBinding();
  const out: string[] = [];
  const names = (process.env.B ?? 'cpu,wasm,tensorflow').split(',') as any[];
  const { loadTensorFlowJs, startBackend } = await import('../../../../main/targets/tfjs/library.ts');
  await startBackend('wasm');
  const dirt = () => {
    const tf = loadTensorFlowJs();
    void tf.setBackend('wasm');
    const ts: any[] = [];
    for (const n of [
      1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 24, 27, 30, 36, 40, 48, 54, 60, 72, 96, 120, 144, 180, 200, 252, 300,
      400, 500, 600, 800, 1000,
    ])
      for (let k = 0; k < 12; k++) ts.push(tf.tensor(new Float32Array(n).fill(NaN)));
    tf.dispose(ts);
  };
  for (const c of CASES) {
    dirt();
    const { program, feeds } = programOf(c);
    const res: any[] = [];
    for (const b of names) {
      try {
        const r = await tfjsTarget(b).open({ p: program });
        const n = r.tensorCount();
        res.push(await r.run('p', feeds));
        if (r.tensorCount() !== n) out.push('LEAK ' + b + c.kind);
      } catch (e: any) {
        res.push(null);
        out.push(
          `${b} ${c.kind} ${JSON.stringify(c.attributes)} ${c.given.map((g) => g.dtype + g.shape).join('|')}: ${e.message.slice(0, 300)}`,
        );
      }
    }
    for (let k = 1; k < names.length; k++)
      if (res[0] && res[k])
        for (const o in res[0]) {
          const a = res[0][o],
            b = res[k][o];
          let worst = 0;
          for (let i = 0; i < Math.max(a.data.length, b.data.length); i++) {
            const d =
              Object.is(a.data[i], b.data[i]) || a.data[i] === b.data[i]
                ? 0
                : Math.abs(a.data[i] - b.data[i]) / Math.max(1, Math.abs(a.data[i]));
            if (!(d <= worst)) worst = d;
          }
          if (!(worst < 5e-6) || a.dtype !== b.dtype || String(a.shape) !== String(b.shape))
            out.push(
              `DIFF ${names[k]} ${c.kind}.${o} ${JSON.stringify(c.attributes)} ${c.given.map((g) => g.dtype + '[' + g.shape + ']').join(' ')} ${worst} ${a.dtype}[${a.shape}] ${b.dtype}[${b.shape}] ${[...a.data.slice(0, 6)]} / ${[...b.data.slice(0, 6)]}`,
            );
        }
  }
  console.log(CASES.length + '\n' + out.join('\n'));
});
