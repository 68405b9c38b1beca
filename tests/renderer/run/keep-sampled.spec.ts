// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Arguments } from '../../../main/bridge/contract.ts';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { keepSampled } from '../../../renderer/run/keep-sampled.ts';
import { edit, undo, useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { hearRun } from '../../../renderer/state/run.ts';
import { useSamples } from '../../../renderer/state/drawn-samples.ts';
import { sampleAgain } from '../../../renderer/state/samples.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { document } from '../../documents.ts';
import { FakeMachine } from '../fake-machine.ts';
import { engineState, modelState } from './model.ts';

const LONG = 5000;
const board = () =>
  document({
    board: {
      nodes: {
        digits: { kind: 'digits' },
        class: { kind: 'input', name: 'class', meaning: 'label' },
        other: { kind: 'input', name: 'other', meaning: 'tokens', text: 'one' },
        out: { kind: 'output', name: 'out' },
      },
      wires: ['digits.label -> class.like', 'class.value -> out.value'],
    },
  });

let machine: FakeMachine;
let end: () => void;
/** What was sampled: for which class, from which seed. */
const drawn = () =>
  machine.asked('sample').map((args) => {
    const { seed, inputs } = args as Arguments<'sample'>;
    return [[...inputs!.class!], seed];
  });
const pick = (...classes: number[]) =>
  edit({ en: 'Pick', ko: '고르기' }, ({ board: { nodes } }) => {
    nodes.class!.dials.value = classes;
  });
const engineHas = (activity: 'shown' | 'preparing') =>
  hearRun(
    {
      kind: 'engine',
      state: engineState(modelState(writeDocument(useDocument.getState().document!), { activity })),
    },
    'p1',
  );

beforeEach(async () => {
  vi.useFakeTimers();
  machine = new FakeMachine(board());
  machine.answers.sample = () => ({ shape: [1], dtype: 'float32', data: new Float32Array(1) });
  setMachine(machine);
  await openProject('/home/mina/Genloom/Asked.genloom');
  engineHas('shown');
  end = keepSampled();
});
afterEach(async () => {
  end();
  vi.useRealTimers();
  await leaveProject();
});

describe('samples that a person drew', () => {
  test('follow another class, from the same seed, and go back with an undo', async () => {
    await sampleAgain();
    pick(3);
    pick(3, 7);
    await vi.advanceTimersByTimeAsync(LONG);
    undo();
    undo();
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toEqual([
      [[], 1],
      [[3, 7], 1],
      [[], 1],
    ]);
    await sampleAgain();
    expect(drawn().at(-1)).toEqual([[], 2]);
  });

  test('are not there unless somebody asked for them, and stay where something else was edited', async () => {
    pick(3);
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toEqual([]);
    await sampleAgain();
    edit({ en: 'Move', ko: '옮기기' }, ({ board: { nodes } }) => {
      nodes.class!.position = { x: 1, y: 1 };
    });
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toEqual([[[3], 1]]);
  });

  test('follow other words at once, and wait for a model of another board', async () => {
    await sampleAgain();
    edit({ en: 'Ask', ko: '묻기' }, ({ board: { nodes } }) => {
      nodes.other!.dials.text = 'two';
    });
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toHaveLength(2);
    expect(machine.asked('ask').at(-1)).toMatchObject({ asked: { 'other.text': 'two' } });
    edit({ en: 'Fewer', ko: '적게' }, ({ board: { nodes } }) => {
      nodes.digits!.dials.classes = [0, 1];
      nodes.other!.dials.text = 'three';
    });
    await vi.advanceTimersByTimeAsync(LONG);
    engineHas('preparing');
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toHaveLength(2);
    engineHas('shown');
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toHaveLength(3);
  });

  test('catch up once more with what was picked while they were drawn', async () => {
    await sampleAgain();
    const numbers = useSamples.getState().out!.numbers;
    let answer!: () => void;
    machine.answers.sample = () => new Promise((resolve) => (answer = () => resolve(numbers)));
    pick(3);
    await vi.advanceTimersByTimeAsync(LONG);
    pick(4);
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn().at(-1)).toEqual([[3], 1]);
    answer();
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn().at(-1)).toEqual([[4], 1]);
  });

  test('are not drawn of words that the model refuses, until there are others', async () => {
    await sampleAgain();
    const write = (text: string) =>
      edit({ en: 'Ask', ko: '묻기' }, ({ board: { nodes } }) => {
        nodes.other!.dials.text = text;
      });
    machine.answers.ask = () => Promise.reject(new Error('No such word.'));
    write('pink');
    await vi.advanceTimersByTimeAsync(LONG);
    expect([drawn().length, machine.asked('ask').length]).toEqual([1, 1]);
    machine.answers.ask = () => undefined;
    write('blue');
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toHaveLength(2);
  });

  test('that failed are not begun again by themselves', async () => {
    await sampleAgain();
    machine.answers.sample = () => Promise.reject(new Error('It broke.'));
    pick(3);
    await vi.advanceTimersByTimeAsync(LONG);
    engineHas('shown');
    await vi.advanceTimersByTimeAsync(LONG);
    expect(drawn()).toHaveLength(2);
  });

  test('of a project that is left, those on their way too, are not shown in another one', async () => {
    await sampleAgain();
    expect(Object.keys(useSamples.getState())).toEqual(['out']);
    const onItsWay = sampleAgain();
    await openProject('/home/mina/Genloom/Other.genloom');
    await onItsWay;
    expect(useSamples.getState()).toEqual({});
  });
});
