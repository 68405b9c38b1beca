import { describe, expect, it } from 'vitest';

import type { Values } from '../../../../main/targets/target.ts';
import { startBackend } from '../../../../main/targets/tfjs/library.ts';
import { stepThrough, type Visit } from '../../../../main/targets/tfjs/stepper.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';
import { float32 } from '../../../../nodes/alphabet/rules.ts';
import { Trace } from '../../../../nodes/program/trace.ts';

/** log(x·w) normalized over the batch, where w is a variable that is updated too. */
function program() {
  const trace = new Trace();
  const { ops } = trace;
  const x = trace.feed('x', float32([3, 1]), { kind: 'input', name: 'x' });
  const w = trace.variable('w', float32([1]));
  const product = trace.from({ path: '', node: 'times' }, () => ops.multiply(x, w));
  const log = trace.from({ path: '', node: 'log' }, () => ops.log(product));
  const { result } = ops.batchNormalization(log, w, w, { epsilon: 1e-3 });
  trace.update('w', ops.add(w, 1));
  return trace.program({ result });
}

const feeds = { x: Float32Array.of(1, 2, 4) };
const variables = new Map<string, Values>([
  ['w', { shape: [1], dtype: 'float32', data: Float32Array.of(2) }],
]);

describe.each(['cpu', 'wasm'] as const)('stepping through a program on %s', (backend) => {
  const held = async () => (await startBackend(backend)).memory().numTensors;

  it('shows every instruction as it was written, with what it computed, and leaves nothing behind', async () => {
    const before = await held();
    const seen: [string, readonly Values[]][] = [];
    const visit: Visit = async ({ kind }, outputs) => {
      seen.push([kind, outputs]);
      return 'go on' as const;
    };
    expect(await stepThrough(program(), feeds, variables, visit, backend)).toBe('finished');
    expect(seen.map(([kind]) => kind)).toEqual(['multiply', 'log', 'batchNormalization', 'constant', 'add']);
    expect([...seen[0]![1][0]!.data]).toEqual([2, 4, 8]);
    const [normalized, mean, variance] = seen[2]![1].map(({ data, shape }) => ({ data: [...data], shape }));
    expect([normalized!.shape, mean!.shape, variance!.shape]).toEqual([[3, 1], [1], [1]]);
    expect(mean!.data[0]).toBeCloseTo(Math.log(4), 5);
    expect(variance!.data[0]).toBeCloseTo((2 * Math.log(2) ** 2) / 3, 5);
    expect(normalized!.data[1]).toBeCloseTo(2, 5);
    expect([...seen[4]![1][0]!.data]).toEqual([3]);
    expect(await held()).toBe(before);
  });

  it('stops where the visitor says so', async () => {
    const before = await held();
    const seen: string[] = [];
    const visit: Visit = ({ kind, origin }, [output]) => {
      seen.push(`${kind} of ${origin?.node}`);
      return output!.data.every(Number.isFinite) ? 'go on' : 'stop';
    };
    const zero = { x: Float32Array.of(1, 0, 4) };
    expect(await stepThrough(program(), zero, variables, visit, backend)).toBe('stopped');
    expect(seen).toEqual(['multiply of times', 'log of log']);
    expect(await held()).toBe(before);
  });

  it('lets the visitor run other programs and fail', async () => {
    const before = await held();
    const other = await tfjsTarget('cpu').open({ main: program() });
    await other.write(variables);
    const mine = await held();
    const visit: Visit = async () => {
      await other.run('main', feeds);
      return 'go on' as const;
    };
    expect(await stepThrough(program(), feeds, variables, visit, backend)).toBe('finished');
    const fail: Visit = () => Promise.reject(new Error('enough'));
    await expect(stepThrough(program(), feeds, variables, fail, backend)).rejects.toThrow('enough');
    expect(await held()).toBe(mine);
    other.dispose();
    expect(await held()).toBe(before);
  });

  it('refuses what is missing or does not fit', async () => {
    const visit: Visit = () => 'go on';
    await expect(stepThrough(program(), {}, variables, visit, backend)).rejects.toThrow("needs the feed 'x'");
    await expect(stepThrough(program(), feeds, new Map(), visit, backend)).rejects.toThrow(
      "The program reads the variable 'w', and no value was given for it.",
    );
  });
});
