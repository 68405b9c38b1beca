// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ModelState } from '../../../main/bridge/contract.ts';
import type { Text } from '../../../nodes/alphabet/problem.ts';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { commands } from '../../../renderer/commands/catalogue.ts';
import { registerCommands, runCommand } from '../../../renderer/commands/registry.ts';
import { keepShown } from '../../../renderer/run/keep-shown.ts';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import { TrainControls } from '../../../renderer/run/train-controls.tsx';
import { describeForWindow } from '../../../renderer/shapes/described.ts';
import { useDescription } from '../../../renderer/shapes/description.ts';
import { locateAll } from '../../../renderer/shapes/locate.ts';
import { edit, useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { hearRun, useRun } from '../../../renderer/state/run.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { after, click, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';
import { engineState, modelState } from './model.ts';

const FILE = '/home/mina/Genloom/VAE.genloom';
let machine: FakeMachine;
let said: Text[];

const now = () => useDocument.getState().document!;
/** The engine tells of its model. */
const tell = (model: Partial<ModelState>) =>
  after(() => hearRun({ kind: 'engine', state: engineState(modelState(writeDocument(now()), model)) }, 'p1'));
/** What a worker would find out about the document at hand. */
function look(): void {
  const document = now();
  const { problems, ...described } = describeForWindow(document);
  useDescription.setState({
    ...described,
    document,
    problems: locateAll(document, problems),
    checked: true,
  });
}

beforeEach(async () => {
  said = [];
  const trained = (more: Partial<ModelState>) => modelState(writeDocument(now()), more);
  machine = new FakeMachine(
    smallVae(),
    {},
    {
      show: ({ text, run, step }) => modelState(text, { run: run ?? null, step: step ?? 0 }),
      train: ({ paused }) =>
        trained({ activity: paused ? 'paused' : 'training', run: 'run-2', weights: 'run' }),
      goOn: ({ run }) => trained({ activity: 'training', run, weights: 'run' }),
      pause: () => trained({ activity: 'paused', run: 'run-2', step: 7, weights: 'run' }),
      step: () => trained({ activity: 'paused', run: 'run-2', step: 8, weights: 'run' }),
    },
  );
  setMachine(machine);
  registerCommands(commands, (sentence) => said.push(sentence));
  await openProject(FILE);
  useRun.setState({ engine: engineState(null) });
  look();
});
afterEach(() =>
  after(async () => {
    await leaveProject();
    useRun.setState({ engine: null });
  }),
);

describe('commands of training', () => {
  test('train begins a run from scratch or from what is shown, with the document at hand', async () => {
    await runCommand('train');
    expect(machine.asked('train')).toEqual([{ project: 'p1', text: writeDocument(now()), from: 'scratch' }]);
    expect(useRun.getState().engine?.model?.activity).toBe('training');
    await tell({ activity: 'shown' });
    await runCommand('continue');
    expect(machine.asked('train')[1]).toMatchObject({ from: 'shown' });
  });

  test('train says what is missing and goes there, rather than being greyed out', async () => {
    edit({ en: 'Cut', ko: '자르기' }, ({ board }) => {
      board.wires = board.wires.filter(({ to }) => to.node !== 'kl');
    });
    look();
    await runCommand('train');
    expect(machine.asked('train')).toEqual([]);
    expect(said[0]!.en).toContain("'KL divergence' needs a wire");
    expect(useDocument.getState().selection.nodes).toEqual(['kl']);
    expect(commands.get('train')!.when!()).toBe(true);
    expect(commands.get('train')!.detail!()).toEqual(said[0]);
  });

  test('pause, go on, one step and stop do what they say, each only when it can', async () => {
    expect(commands.get('pause')!.when!()).toEqual({
      en: 'Nothing is being trained.',
      ko: expect.any(String) as string,
    });
    await tell({ activity: 'training', run: 'run-2' });
    expect(commands.get('train')!.when!()).toMatchObject({ en: 'It is training already.' });
    await runCommand('pause');
    expect(useRun.getState().engine?.model).toMatchObject({ activity: 'paused', step: 7 });
    await runCommand('step');
    expect(machine.asked('step')).toEqual([{ count: 1 }]);
    expect(machine.asked('train')).toEqual([]);
    await runCommand('go-on');
    expect(machine.asked('goOn')).toEqual([{ project: 'p1', run: 'run-2' }]);
    await runCommand('stop');
    expect(machine.asked('show').at(-1)).toMatchObject({ run: 'run-2' });
    expect(useRun.getState().engine?.model?.activity).toBe('shown');
    expect(said).toEqual([]);
  });

  test('one step without a run begins one that stands still', async () => {
    await tell({ activity: 'shown' });
    await runCommand('step');
    expect(machine.asked('train')).toMatchObject([{ from: 'scratch', paused: true }]);
    expect(machine.asked('step')).toEqual([{ count: 1 }]);
  });

  test('new samples are drawn from the seed after the last', async () => {
    await tell({ activity: 'shown' });
    machine.answers.sample = () => ({ shape: [1], dtype: 'float32', data: Float32Array.of(0) });
    await runCommand('sample-again');
    await runCommand('sample-again');
    expect(machine.asked('sample')).toMatchObject([
      { output: 'samples', seed: 1 },
      { output: 'samples', seed: 2 },
    ]);
  });
});

describe('the controls', () => {
  const words = async () => (await draw(<TrainControls />)).textContent;

  test('tell how far it is and how long it takes', async () => {
    await tell({ activity: 'training', run: 'run-2', steps: 3000 });
    hearRun(
      {
        kind: 'progress',
        project: 'p1',
        run: 'run-2',
        step: 1240,
        steps: 3000,
        phase: 'training',
        reports: [],
        probes: {},
        stepsPerSecond: 36.6,
        secondsLeft: 48,
      },
      'p1',
    );
    expect(await words()).toContain('1,240 / 3,000 · 0:48 left');
  });

  test('name the phase in the language at hand, where there are several', async () => {
    await after(() =>
      edit({ en: 'Add a phase', ko: '단계 더하기' }, ({ phases }) => {
        phases[0]!.names = { ko: '학습' };
        phases.push({ name: 'late', names: { ko: '마무리' }, steps: 5 });
      }),
    );
    await tell({ activity: 'paused', run: 'run-2', step: 21, phase: 'late' });
    expect(await words()).toContain('late 21 / 20');
    await after(() => chooseLanguage('ko'));
    expect(await words()).toContain('마무리 21 / 20');
    await after(() => chooseLanguage('en'));
  });

  test('offer to go on while paused, and say when it is finished or why it failed', async () => {
    await tell({ activity: 'paused', run: 'run-2', step: 7 });
    expect(await words()).toMatch(/Go on.*7 \/ 20 · Paused/);
    await tell({ activity: 'finished', run: 'run-2', step: 20 });
    expect(await words()).toMatch(/Train.*20 \/ 20 · Finished/);
    await tell({ activity: 'failed', problem: { en: 'The disk is full.', ko: '디스크가 가득 찼습니다.' } });
    expect(await words()).toContain('Failed: The disk is full.');
  });

  test('keep what the engine warned of in this run, once a number, after its notice has gone', async () => {
    await tell({ activity: 'training', run: 'run-2' });
    const warning = { kind: 'warning', project: 'p1', node: 'kl', number: 'loss', value: 3 } as const;
    const why = { en: 'It collapsed.', ko: '무너졌어요.' };
    await after(() => hearRun({ ...warning, run: 'run-1', step: 3, text: why }, 'p1'));
    expect(await words()).not.toContain('warning');
    hearRun({ ...warning, run: 'run-2', step: 40, text: why }, 'p1');
    hearRun({ ...warning, run: 'run-2', step: 90, text: why }, 'p1');
    hearRun({ ...warning, project: 'p9', number: 'other', run: 'run-2', step: 90, text: why }, 'p1');
    const page = await draw(<TrainControls />);
    expect(page.textContent).toContain('1 warning');
    const mark = [...page.querySelectorAll('button')].find(({ textContent }) => textContent === '1 warning')!;
    await click(mark);
    expect(document.body.textContent).toContain('KL divergence, step 90It collapsed.');
  });

  test('mark a model of an older graph, and weights that began anew', async () => {
    await tell({ activity: 'paused', run: 'run-2', anew: ['encoder/hidden/kernel'] });
    const page = await draw(<TrainControls />);
    expect(page.textContent).not.toContain('Older graph');
    expect(page.textContent).toContain('1 tensor started anew');
    await after(() =>
      edit({ en: 'Widen', ko: '넓히기' }, ({ designs }) => {
        designs.encoder!.nodes.hidden!.dials.units = 32;
      }),
    );
    expect(page.textContent).toContain('Older graph');
  });

  test('another project in the engine is none of this window', async () => {
    await tell({ project: 'p9', activity: 'training', run: 'run-2', step: 3 });
    expect(await words()).not.toContain('3 / 20');
  });
});

describe('the model of the graph on the canvas', () => {
  let end: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    end = keepShown();
  });
  afterEach(() => {
    end();
    vi.useRealTimers();
  });
  const widen = () => {
    edit({ en: 'Widen', ko: '넓히기' }, ({ designs }) => {
      designs.encoder!.nodes.hidden!.dials.units = Number(designs.encoder!.nodes.hidden!.dials.units) + 1;
    });
    look();
  };

  test('is shown when a project opens, and anew some time after an edit that changes it', async () => {
    await vi.advanceTimersByTimeAsync(10);
    expect(machine.asked('show')).toHaveLength(1);
    widen();
    await vi.advanceTimersByTimeAsync(600);
    widen();
    await vi.advanceTimersByTimeAsync(600);
    expect(machine.asked('show')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(machine.asked('show')).toHaveLength(2);
    edit({ en: 'Move', ko: '옮기기' }, ({ board }) => {
      board.nodes.kl!.position = { x: 1, y: 1 };
    });
    look();
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(2);
  });

  test('that is there already, as after a reload, shows itself as it is and is not made anew', async () => {
    end();
    machine.calls.length = 0;
    const text = writeDocument(now());
    useRun.setState({
      engine: engineState(modelState(text, { activity: 'paused', run: 'run-1' })),
      seen: {},
    });
    useDescription.setState({ document: null });
    end = keepShown();
    await vi.advanceTimersByTimeAsync(5000);
    // Pictures wait for the cards and their shapes.
    expect(machine.asked('show')).toEqual([]);
    look();
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toEqual([{ project: 'p1', text }]);
  });

  test('is left alone while something trains or is paused, and where the graph cannot run', async () => {
    await vi.advanceTimersByTimeAsync(10);
    for (const activity of ['training', 'paused'] as const) {
      await tell({ activity, run: 'run-2' });
      widen();
      await vi.advanceTimersByTimeAsync(5000);
    }
    await tell({ activity: 'shown' });
    edit({ en: 'Cut', ko: '자르기' }, ({ board }) => {
      board.wires = board.wires.filter(({ to }) => to.node !== 'kl');
    });
    look();
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(1);
  });

  test('gives way to another project, and comes back when somebody does something here', async () => {
    await vi.advanceTimersByTimeAsync(10);
    await tell({ activity: 'shown' });
    expect(machine.asked('show')).toHaveLength(1);
    await tell({ project: 'p9', activity: 'shown' });
    // Its model is another one now and then: this window does not take the engine away from it.
    await tell({ project: 'p9', activity: 'preparing' });
    await tell({ project: 'p9', activity: 'shown' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(1);
    window.dispatchEvent(new Event('pointerdown'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(2);
  });

  test('waits while another project trains, and where nobody looks at this window', async () => {
    await tell({ project: 'p9', activity: 'training' });
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(5000);
    const asked = machine.asked('show').length;
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    await tell({ project: 'p9', activity: 'finished' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(asked);
    vi.mocked(document.hasFocus).mockRestore();
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(asked + 1);
  });

  test('that cannot be made is not asked for again until there is another edit', async () => {
    machine.answers.show = () => Promise.reject(new Error('no'));
    await vi.advanceTimersByTimeAsync(5000);
    const tries = machine.asked('show').length;
    look();
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(tries);
    widen();
    await vi.advanceTimersByTimeAsync(5000);
    expect(machine.asked('show')).toHaveLength(tries + 1);
  });
});
