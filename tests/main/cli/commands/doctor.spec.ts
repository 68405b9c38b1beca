import { expect, test } from 'vitest';
import { genloom } from '../genloom.ts';

interface Backend {
  name: string;
  works: boolean;
}

test('tells the machine, what set-up arranged, and how each backend did', async () => {
  const { code, error, records } = await genloom(['doctor', '--json']);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(records('machine')).toMatchObject([
    { node: process.version, platform: process.platform, arch: process.arch },
  ]);
  expect(records('arrangement')).toHaveLength(1);
  const backends = records<Backend>('backend');
  expect(backends.map(({ name }) => name)).toEqual(['tensorflow', 'wasm', 'cpu']);
  for (const backend of backends)
    expect(backend).toMatchObject(
      backend.works
        ? { selfTest: { passed: true }, version: expect.stringMatching(/^\d+\.\d+/) as string }
        : { reason: expect.stringContaining(' ') as string },
    );
  expect(records('chosen')).toEqual([{ kind: 'chosen', backend: backends.find(({ works }) => works)!.name }]);
  // What is not there is told, with what to do.
  if (!backends[0]!.works) expect(records('advice')).toHaveLength(1);
});

test('says the same to people', async () => {
  const { code, out } = await genloom(['doctor']);
  expect(code).toBe(0);
  expect(out).toContain(`Node ${process.version}`);
  expect(out).toMatch(/✓ WebAssembly \S+ on CPU, 1 thread: passed the self-test in \d+ ms/);
  expect(out).toMatch(/^Taken by itself: (TensorFlow|WebAssembly) /m);
});
