// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Arguments } from '../../../main/bridge/contract.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { showNoticesWith } from '../../../renderer/parts/notify.ts';
import { keepAsked } from '../../../renderer/run/keep-asked.ts';
import { useDescription } from '../../../renderer/shapes/description.ts';
import { tellAsked } from '../../../renderer/state/asked.ts';
import { edit, undo, useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { hearRun } from '../../../renderer/state/run.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { document } from '../../documents.ts';
import { FakeMachine } from '../fake-machine.ts';
import { engineState, modelState } from './model.ts';

const LONG = 1000;
const board = () =>
  document({
    board: {
      nodes: {
        prompt: { kind: 'input', name: 'prompt', meaning: 'tokens', text: 'one' },
        sampler: { kind: 'diffusion-sampler' },
        optimizer: { kind: 'optimizer' },
      },
      wires: [],
    },
  });

let models = 100;
let machine: FakeMachine;
let end: () => void;
const asked = () => machine.asked('ask').map((args) => (args as Arguments<'ask'>).asked['prompt.text']);
const write = (text: string) =>
  edit({ en: 'Write', ko: '쓰기' }, ({ board: { nodes } }) => {
    nodes.prompt!.dials.text = text;
  });
const move = (x: number) =>
  edit({ en: 'Move', ko: '옮기기' }, ({ board: { nodes } }) => {
    nodes.prompt!.position = { x, y: 0 };
  });
const engineHas = (activity: 'shown' | 'preparing' | 'training' | 'failed', run: string | null = null) =>
  hearRun(
    {
      kind: 'engine',
      state: engineState(modelState(writeDocument(useDocument.getState().document!), { activity, run })),
    },
    'p1',
  );
const settle = () => vi.advanceTimersByTimeAsync(LONG);

beforeEach(async () => {
  vi.useFakeTimers();
  machine = new FakeMachine(board());
  setMachine(machine);
  useDescription.setState({ problems: [] });
  await openProject('/home/mina/Genloom/Asked.genloom');
  // A model that no other test has told anything.
  engineHas('shown', `run-${(models += 1)}`);
  end = keepAsked();
  await settle();
});
afterEach(async () => {
  end();
  await leaveProject();
  vi.useRealTimers();
});

describe('what the board asks for', () => {
  test('is told to the model that is there once, and again when words change or an undo takes them back', async () => {
    expect(asked()).toEqual(['one']);
    move(1);
    await settle();
    expect(asked()).toEqual(['one']);
    write('two');
    await settle();
    undo();
    await settle();
    expect(asked()).toEqual(['one', 'two', 'one']);
  });

  test('holds strengths of samplers too, and is told in one call however often a dial is scrubbed', async () => {
    const before = machine.asked('ask').length;
    for (const guidance of [2, 3, 4])
      edit({ en: 'Turn', ko: '돌리기' }, ({ board: { nodes } }) => {
        nodes.sampler!.dials.guidance = guidance;
      });
    await settle();
    expect(machine.asked('ask')).toHaveLength(before + 1);
    expect(machine.asked('ask').at(-1)).toMatchObject({ asked: { 'sampler.guidance': 4 } });
  });

  test('waits for a model that is being made, and is told to another one anew', async () => {
    engineHas('preparing');
    write('two');
    await settle();
    expect(asked()).toEqual(['one']);
    engineHas('training', 'run-1');
    await settle();
    expect(asked()).toEqual(['one', 'two']);
    engineHas('training', 'run-2');
    await settle();
    expect(asked()).toEqual(['one', 'two', 'two']);
  });

  test('a word that the model does not know is told once, and not where the card tells it', async () => {
    const notices: string[] = [];
    showNoticesWith(({ text }) => notices.push(text));
    machine.answers.ask = () => Promise.reject(new Problem('No such word.', '없는 낱말입니다.'));
    write('pink');
    await settle();
    expect(notices).toEqual(['No such word.']);
    move(1);
    await settle();
    expect([notices.length, asked()]).toEqual([1, ['one', 'pink']]);
    // Who wants samples of it hears why there are none.
    await expect(tellAsked()).rejects.toThrow('No such word.');
    useDescription.setState({
      problems: [
        {
          severity: 'error',
          place: { path: '', node: 'prompt' },
          text: { en: 'No such word.', ko: '없는 낱말입니다.' },
          path: [],
          node: 'prompt',
          port: null,
        },
      ],
    });
    write('purple');
    await settle();
    expect([notices.length, asked()]).toEqual([1, ['one', 'pink', 'purple']]);
    showNoticesWith(() => undefined);
  });
});
