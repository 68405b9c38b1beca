// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineState } from '../../../main/bridge/contract.ts';
import { changeConnection } from '../../../renderer/state/connection.ts';
import { useRun } from '../../../renderer/state/run.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { StatusBar } from '../../../renderer/status/status-bar.tsx';
import { smallVae } from '../../documents.ts';
import { after, click, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

const wasm: EngineState = {
  backend: {
    name: 'wasm',
    version: '4.22.0',
    device: 'CPU',
    threads: 2,
    why: [{ en: 'TensorFlow is still on its way.', ko: 'TensorFlow를 아직 받고 있어요.' }],
    selfTest: { passed: true, worstDifference: 1e-7, milliseconds: 120 },
    fingerprint: 'wasm',
  },
  wish: 'auto',
  arranging: null,
  arrangingFailed: null,
  silent: false,
  model: null,
};
const engine = (more: Partial<EngineState> = {}) =>
  after(() => useRun.setState({ engine: { ...wasm, ...more } }));
const machine = new FakeMachine(smallVae({ steps: 1 }), {}, { arrange: () => undefined });

beforeEach(() => {
  setMachine(machine);
  changeConnection({ status: 'connected', why: null });
});
afterEach(() => after(() => useRun.setState({ engine: null })));

describe('the backend in the status bar', () => {
  test('says what computes, and on asking why nothing better does', async () => {
    const page = await draw(<StatusBar />);
    expect(page.textContent).toContain('Choosing a backend');
    await engine();
    const open = page.querySelector<HTMLButtonElement>('[aria-label="Backend"]')!;
    expect(open.textContent).toContain('WebAssembly 4.22.0 · CPU');
    await click(open);
    expect(document.body.textContent).toContain('TensorFlow is still on its way.');
    expect(document.body.textContent).toContain('2 threads');
  });

  test('says how far TensorFlow is, in megabytes and time', async () => {
    const page = await draw(<StatusBar />);
    const doing = { en: 'Fetching TensorFlow', ko: 'TensorFlow 받는 중' };
    await engine({ arranging: { doing, megabytes: 120, megabytesInAll: 300, secondsLeft: 48 } });
    expect(page.textContent).toContain('TensorFlow 40%');
    await click(page.querySelector('[aria-label="Backend"]')!);
    expect(document.body.textContent).toContain('120 MB of 300 MB');
    expect(document.body.textContent).toContain('0:48 left');
    await engine({ arranging: { doing, megabytes: 120, megabytesInAll: null, secondsLeft: null } });
    expect(page.textContent).toContain('TensorFlow 120 MB');
    // What is on its way is not missing, and compiling has no megabytes.
    expect(document.body.textContent).not.toContain('Why not a better one');
    await engine({ arranging: { doing, megabytes: 0, megabytesInAll: null, secondsLeft: null } });
    expect(document.body.textContent).not.toContain('0 B');
  });

  test('says why it could not be had, and tries again', async () => {
    const page = await draw(<StatusBar />);
    await engine({ arrangingFailed: { en: 'The registry cannot be reached.', ko: '연결할 수 없어요.' } });
    await click(page.querySelector('[aria-label="Backend"]')!);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The registry cannot be reached.');
    await click([...document.querySelectorAll('button')].find((one) => one.textContent === 'Try again')!);
    expect(machine.asked('arrange')).toHaveLength(1);
  });

  test('is silent about the connection while it is there', async () => {
    const page = await draw(<StatusBar />);
    expect(page.querySelector('[role=status]')).toBeNull();
    await after(() => changeConnection({ status: 'away' }));
    expect(page.querySelector('[role=status]')?.textContent).toBe('Machine away');
  });
});

describe('an engine that does not answer', () => {
  test('is told in the status bar, with a way to start it again, until it answers', async () => {
    machine.answers.restartEngine = () => undefined;
    const page = await draw(<StatusBar />);
    await engine();
    expect(page.querySelector('[role="alert"]')).toBeNull();
    await engine({ silent: true });
    const alert = page.querySelector('[role="alert"]')!;
    expect(alert.textContent).toContain('The engine does not answer');
    await click(alert.querySelector('button')!);
    expect(machine.asked('restartEngine')).toEqual([{}]);
    await engine();
    expect(page.querySelector('[role="alert"]')).toBeNull();
  });
});
