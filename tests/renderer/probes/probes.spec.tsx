// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PinnedWires } from '../../../renderer/probes/pinned-wires.tsx';
import { togglePin, usePins } from '../../../renderer/probes/pins.ts';
import { readStatistics } from '../../../renderer/probes/statistics.ts';
import { WireChip } from '../../../renderer/probes/wire-chip.tsx';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import { describeForWindow } from '../../../renderer/shapes/described.ts';
import { useDescription } from '../../../renderer/shapes/description.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { hearRun, useRun } from '../../../renderer/state/run.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { after, click, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';
import { engineState, modelState } from '../run/model.ts';

const floats = (shape: readonly number[], data: readonly number[]) => ({
  shape,
  dtype: 'float32' as const,
  data: Float32Array.from(data),
});
const statistics = floats([20], [0.125, 0.5, -1, 2, 3, ...Array<number>(15).fill(1)]);

let machine: FakeMachine;
beforeEach(async () => {
  machine = new FakeMachine(smallVae(), {}, { pin: () => undefined });
  setMachine(machine);
  await openProject('/home/mina/Genloom/VAE.genloom');
  const document = smallVae();
  useDescription.setState({ ...describeForWindow(document), document, problems: [], checked: true });
  useRun.setState({ engine: engineState(modelState('', { run: 'run-1', step: 40 })) });
});
afterEach(() =>
  after(async () => {
    await leaveProject();
    useRun.setState({ engine: null });
  }),
);

test('statistics as probes write them', () => {
  expect(readStatistics(statistics)).toEqual({
    mean: 0.125,
    deviation: 0.5,
    least: -1,
    largest: 2,
    counts: [3, ...Array<number>(15).fill(1)],
  });
});

describe('the chip of a wire', () => {
  test('says whose values are spread, by the name of the card and of the port', async () => {
    machine.answers.peek = () => ({ value: floats([8, 2], Array<number>(16).fill(0)), statistics });
    const page = await draw(<WireChip node="kl" port="perExample" />);
    await after(() => new Promise((resolve) => setTimeout(resolve, 300)));
    const label = () => page.querySelector('canvas')!.getAttribute('aria-label');
    expect(label()).toBe('How the values on KL divergence: Per example are spread');
    await after(() => chooseLanguage('ko'));
    expect(label()).toBe('KL 발산: 예제별 값의 분포');
    await after(() => chooseLanguage('en'));
  });

  test('tells the shape at once, and after a moment what the wire carries', async () => {
    machine.answers.peek = () => ({
      value: floats([8, 28, 28, 1], Array<number>(8 * 784).fill(0)),
      statistics,
    });
    const page = await draw(<WireChip node="digits" port="image" />);
    expect(page.textContent).toContain('[B, 28, 28, 1]');
    expect(machine.asked('peek')).toEqual([]);
    await after(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(machine.asked('peek')).toEqual([{ node: 'digits', port: 'image' }]);
    expect(page.textContent).toContain('mean 0.125 ± 0.500');
    expect(page.textContent).toContain('−1');
    expect(page.querySelector('canvas[data-pixels]')!.getAttribute('width')).toBe('28');
  });

  test('asks nothing when the pointer only crosses it, and once a step', async () => {
    machine.answers.peek = () => ({ value: floats([8, 2], Array<number>(16).fill(0)), statistics });
    const crossing = await draw(<WireChip node="encode" port="mean" />);
    await after(() => crossing.remove());
    const first = await draw(<WireChip node="encode" port="logVariance" />);
    await after(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(first.textContent).toContain('0.125');
    const before = machine.asked('peek').length;
    const again = await draw(<WireChip node="encode" port="logVariance" />);
    expect(again.textContent).toContain('0.125');
    await after(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(machine.asked('peek')).toHaveLength(before);
  });

  test('without a model is the shape alone', async () => {
    useRun.setState({ engine: engineState(null) });
    const page = await draw(<WireChip node="reparameterize" port="sample" />);
    await after(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(machine.asked('peek')).toEqual([]);
    expect(page.textContent).toContain('[B, 2]');
  });
});

describe('pinned wires', () => {
  const progress = (step: number, mean: number) =>
    hearRun(
      {
        kind: 'progress',
        project: 'p1',
        run: 'run-1',
        step,
        steps: 100,
        phase: 'training',
        reports: [],
        probes: { 'encode.mean': floats([20], [mean, 1, -1, 1, ...Array<number>(16).fill(2)]) },
        stepsPerSecond: 1,
        secondsLeft: 1,
      },
      'p1',
    );

  test('are told to the engine and listed with how they went', async () => {
    const page = await draw(<PinnedWires />);
    expect(page.textContent).toBe('');
    await after(() => togglePin({ node: 'encode', port: 'mean' }));
    expect(machine.asked('pin')).toEqual([{ pins: [{ node: 'encode', port: 'mean' }] }]);
    await after(() => {
      progress(1, 0.5);
      progress(2, 0.25);
    });
    expect(usePins.getState().watched['encode.mean']).toMatchObject({ steps: [1, 2], means: [0.5, 0.25] });
    expect(page.textContent).toContain('mean 0.250 ± 1');
    await click(page.querySelector('button')!);
    expect(machine.asked('pin').at(-1)).toEqual({ pins: [] });
    expect(page.textContent).toBe('');
  });

  test('a new run begins its own memory, and another project has no pins', async () => {
    await togglePin({ node: 'encode', port: 'mean' });
    progress(50, 1);
    progress(1, 2);
    expect(usePins.getState().watched['encode.mean']).toMatchObject({ steps: [1], means: [2] });
    await leaveProject();
    expect(usePins.getState().pins).toEqual([]);
  });

  test('a pin that the engine refuses is taken back', async () => {
    machine.answers.pin = () => Promise.reject(new Error('no'));
    await togglePin({ node: 'encode', port: 'mean' });
    expect(usePins.getState().pins).toEqual([]);
  });
});
