// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { Dial } from '../../../nodes/dial.ts';
import type { WireType } from '../../../nodes/graph/wire-type.ts';
import { ExampleField } from '../../../renderer/dials/example-field.tsx';
import { useDescription } from '../../../renderer/shapes/description.ts';
import { edit, undo, useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { sampleAgain } from '../../../renderer/state/samples.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { after, click, draw, press } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

let machine: FakeMachine;
const dial = catalogue.get('input')!.dials.value as Extract<Dial, { type: 'numbers' }>;

/** A door on the board whose wire is known to carry that. */
async function field(wire: WireType) {
  edit({ en: 'Add', ko: '더하기' }, ({ board }) => {
    board.nodes.ask = { kind: 'input', dials: { name: 'ask', meaning: wire.meaning.kind } };
  });
  useDescription.setState({ wires: new Map([['ask.value', wire]]) });
  const page = await draw(<ExampleField node="ask" name="value" dial={dial} place="card" />);
  return {
    page,
    button: (name: string) => [...page.querySelectorAll('button')].find((b) => b.textContent === name)!,
  };
}
const value = () => useDocument.getState().document!.board.nodes.ask!.dials.value;

beforeEach(async () => {
  machine = new FakeMachine(
    smallVae(),
    {},
    {
      sample: () => ({ shape: [1], dtype: 'float32', data: Float32Array.of(0) }),
    },
  );
  setMachine(machine);
  await openProject('/home/mina/Genloom/VAE.genloom');
});
afterEach(() => after(() => leaveProject()));

describe('classes', () => {
  const wire: WireType = { shape: [BATCH], dtype: 'int32', meaning: { kind: 'label', classes: 10 } };

  test('are picked, several take turns, and none are all of them; each pick is one undo', async () => {
    const { page, button } = await field(wire);
    const pressed = (name: string) => button(name).getAttribute('aria-pressed');
    expect(page.querySelectorAll('button')).toHaveLength(11);
    expect(pressed('All')).toBe('true');
    await click(button('7'));
    await click(button('3'));
    expect(value()).toEqual([3, 7]);
    expect(pressed('7')).toBe('true');
    expect(pressed('All')).toBe('false');
    await after(() => void undo());
    expect(value()).toEqual([7]);
    await click(button('7'));
    expect(value()).toBeUndefined();
  });

  test('reach the samples that are drawn next, and nobody else is asked for them', async () => {
    const { button } = await field(wire);
    await sampleAgain();
    await click(button('7'));
    await sampleAgain();
    const asked = machine
      .asked('sample')
      .map((args) => [...(args as { inputs: { ask: Float32Array } }).inputs.ask]);
    expect(asked).toEqual([[], [7]]);
  });
});

test('numbers are slid with the keyboard', async () => {
  const { page } = await field({ shape: [BATCH, 2], dtype: 'float32', meaning: { kind: 'latent' } });
  const sliders = page.querySelectorAll<HTMLInputElement>('input[type="range"]');
  expect([...sliders].map((one) => [one.getAttribute('aria-label'), one.min, one.max])).toEqual([
    ['Value, number 1', '-3', '3'],
    ['Value, number 2', '-3', '3'],
  ]);
  await press(sliders[1]!, 'End');
  expect(value()).toEqual([0, 3]);
});

test('a mask is painted cell by cell with the keyboard, or as a region', async () => {
  const { page } = await field({ shape: [BATCH, 4, 4, 1], dtype: 'float32', meaning: { kind: 'mask' } });
  const pad = page.querySelector('canvas')!;
  await press(pad, 'ArrowUp');
  await press(pad, 'ArrowLeft');
  expect(pad.getAttribute('aria-label')).toBe('Value: row 2, column 2');
  await press(pad, ' ');
  expect(value()).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  await press(pad, 'ArrowRight');
  await press(pad, ' ');
  expect((value() as number[])[6]).toBe(1);
  expect(page.querySelector('[role="combobox"]')!.textContent).toBe('As drawn');
});

test('what is better typed has no field on the card', async () => {
  const { page } = await field({ shape: [BATCH, 64], dtype: 'float32', meaning: { kind: 'latent' } });
  expect(page.textContent).toBe('');
});
