import { describe, expect, it, onTestFinished } from 'vitest';

import type { Candidate, Started } from '../../../../main/engine/backends/candidates.ts';
import { chooseBackend } from '../../../../main/engine/backends/choose.ts';
import type { BackendName } from '../../../../main/engine/backends/report.ts';
import { readArrangement } from '../../../../main/targets/tensorflow/arrangement.ts';
import type { Runner, Target, Values } from '../../../../main/targets/target.ts';
import { tfjsTarget } from '../../../../main/targets/tfjs/target.ts';

const works = (readArrangement()?.rung ?? 4) !== 4;

const good = tfjsTarget('cpu');

const candidate = (name: BackendName, target: Target, more: Partial<Started> = {}): Candidate => ({
  name,
  start: async () => ({ target, version: '1.2.3', device: 'CPU', threads: 3, ...more }),
});

const refusing = (name: BackendName, message: string): Candidate => ({
  name,
  start: () => Promise.reject(new Error(message)),
});

/** A target whose runner is another than it should be. */
const spoilt = (spoil: (runner: Runner) => Partial<Runner>): Target => ({
  ...good,
  open: async (programs) => {
    const runner = await good.open(programs);
    const own: Runner = {
      variables: runner.variables,
      run: (entry, feeds) => runner.run(entry, feeds),
      read: (names) => runner.read(names),
      write: (values) => runner.write(values),
      tensorCount: () => runner.tensorCount(),
      dispose: () => runner.dispose(),
    };
    return { ...own, ...spoil(runner) };
  },
});

const scaled = (values: Values, factor: number): Values => ({
  ...values,
  data: values.data.map((x) => x * factor) as Float32Array,
});

const wrongNumbers = spoilt((runner) => ({
  run: async (entry, feeds) => {
    const outputs = await runner.run(entry, feeds);
    return { ...outputs, 'd kernel': scaled(outputs['d kernel']!, -1) };
  },
}));

const throwing = spoilt(() => ({ run: () => Promise.reject(new Error('Out of memory')) }));

const english = (report: { why: readonly { en: string }[] }) => report.why.map(({ en }) => en);

describe('chooseBackend', () => {
  it('takes the first that passes, with what there is to say about it', async () => {
    const { target, report } = await chooseBackend('auto', [
      candidate('tensorflow', good),
      candidate('wasm', good),
    ]);
    expect(target).toBe(good);
    expect(report).toMatchObject({
      name: 'tensorflow',
      version: '1.2.3',
      device: 'CPU',
      threads: 3,
      why: [],
    });
    expect(report.selfTest.passed).toBe(true);
    expect(report.selfTest.worstDifference).toBeLessThan(1e-5);
    expect(report.fingerprint).toMatch(/^tensorflow 1\.2\.3, CPU, 3 threads, \S+ ./);
  });

  it.each([
    [
      'computes wrong numbers',
      candidate('tensorflow', wrongNumbers),
      /it computes wrong numbers in the self-test \(off by /,
    ],
    ['throws in the self-test', candidate('tensorflow', throwing), /Out of memory\.$/],
    ['cannot be loaded', refusing('tensorflow', 'No binding here.'), /No binding here\.$/],
  ])('falls to the next where the first one %s, and says why', async (_, first, reason) => {
    const { report } = await chooseBackend('auto', [first, candidate('wasm', good)]);
    expect(report.name).toBe('wasm');
    expect(english(report)).toEqual([expect.stringMatching(/^TensorFlow was not taken: /)]);
    expect(report.why[0]!.en).toMatch(reason);
    expect(report.why[0]!.ko).toMatch(/^TensorFlow을\(를\) 쓰지 않은 까닭: ./);
  });

  it('leaves nothing of a backend that failed', async () => {
    const before = (await good.open({})).tensorCount();
    await chooseBackend('auto', [
      candidate('tensorflow', wrongNumbers),
      candidate('tensorflow', throwing),
      candidate('wasm', good),
    ]);
    expect((await good.open({})).tensorCount()).toBe(before);
  });

  it('passes on what a backend regrets', async () => {
    const regret = { en: 'No GPU.', ko: 'GPU가 없습니다.' };
    const { report } = await chooseBackend('auto', [candidate('tensorflow', good, { regret })]);
    expect(report.why).toEqual([regret]);
    expect(report).not.toHaveProperty('regret');
  });

  it('never ends at plain JavaScript by itself', async () => {
    const all = [
      refusing('tensorflow', 'No TensorFlow'),
      refusing('wasm', 'No WebAssembly.'),
      candidate('cpu', good),
    ];
    await expect(chooseBackend('auto', all)).rejects.toThrow(
      'No backend works here that was asked for (auto). TensorFlow was not taken: No TensorFlow. WebAssembly was not taken: No WebAssembly. "genloom doctor" says more.',
    );
    expect((await chooseBackend('cpu', all)).report.name).toBe('cpu');
  });

  it('takes what was asked for and no other', async () => {
    const all = [candidate('tensorflow', good), candidate('wasm', good), candidate('cpu', good)];
    const { report } = await chooseBackend('wasm', all);
    expect(report.name).toBe('wasm');
    expect(english(report)).toEqual(['TensorFlow was not tried, as WebAssembly was asked for.']);
    await expect(
      chooseBackend('tensorflow', [refusing('tensorflow', 'Gone.'), ...all.slice(1)]),
    ).rejects.toThrow(
      'No backend works here that was asked for (tensorflow). TensorFlow was not taken: Gone.',
    );
  });

  it('gives a GPU the leeway of its arithmetic, and no more', async () => {
    const off = (part: number) =>
      spoilt((runner) => ({
        run: async (entry, feeds) => {
          const outputs = await runner.run(entry, feeds);
          return { ...outputs, logits: scaled(outputs['logits']!, 1 + part) };
        },
      }));
    const device = 'Some GPU';
    await expect(chooseBackend('wasm', [candidate('wasm', off(3e-3))])).rejects.toThrow('wrong numbers');
    expect((await chooseBackend('wasm', [candidate('wasm', off(3e-3), { device })])).report.device).toBe(
      device,
    );
    await expect(chooseBackend('wasm', [candidate('wasm', off(0.1), { device })])).rejects.toThrow(
      'wrong numbers',
    );
  });

  it('refuses a number of threads that is none before it loads anything', async () => {
    process.env['GENLOOM_THREADS'] = 'many';
    onTestFinished(() => {
      delete process.env['GENLOOM_THREADS'];
    });
    await expect(chooseBackend('wasm')).rejects.toThrow(/^GENLOOM_THREADS must be a whole number/);
  });
});

describe('the backends of this machine', () => {
  it.each(['wasm', 'cpu'] as const)('%s passes the self-test', async (name) => {
    const { report } = await chooseBackend(name);
    expect(report).toMatchObject({ name, version: '4.22.0', device: 'CPU', threads: 1 });
    expect(report.selfTest.worstDifference).toBeLessThan(1e-5);
  });

  it.runIf(works)('TensorFlow is the one that is taken where set-up arranged it', async () => {
    const { report } = await chooseBackend('auto');
    expect({ name: report.name, why: english(report) }).toEqual({ name: 'tensorflow', why: [] });
    expect(report.version).toBe(readArrangement()!.version);
    if (report.device === 'CPU') expect(report.selfTest.worstDifference).toBeLessThan(1e-5);
  });

  it.skipIf(works)('WebAssembly is the one that is taken where set-up arranged no TensorFlow', async () => {
    const { report } = await chooseBackend('auto');
    expect(report.name).toBe('wasm');
    expect(english(report)).toEqual([
      expect.stringMatching(/^TensorFlow was not taken: TensorFlow cannot be loaded here/),
    ]);
  });
});
