// What a board's inputs are where nobody gives them a value with the call.
import { describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { besideDigits } from '../../documents.ts';

type Inputs = Parameters<Session['sample']>[3];

/** A VAE's board is not needed to train something: one loss on a weight of its own is, beside the doors. */
function board(chosen: Record<string, DialValue> = {}, place: Record<string, DialValue> = {}) {
  return besideDigits({
    nodes: {
      class: { kind: 'input', name: 'class', meaning: 'label', ...chosen },
      classes: { kind: 'output', name: 'classes', meaning: 'label' },
      place: { kind: 'input', name: 'place', meaning: 'points', shape: [2], ...place },
      places: { kind: 'output', name: 'places', meaning: 'points' },
    },
    wires: ['digits.label -> class.like', 'class.value -> classes.value', 'place.value -> places.value'],
  });
}

async function sampled(made: ReturnType<typeof board>, output: string, count: number, inputs?: Inputs) {
  const session = await Session.open(made, tfjsTarget('cpu'), 'cpu');
  try {
    return [...(await session.sample(output, count, 1, inputs)).data];
  } finally {
    session.dispose();
  }
}

describe('an input of the board', () => {
  test('of classes is each class in turn where nobody chose, and nothing of another kind is more than zeros', async () => {
    expect(await sampled(board(), 'classes', 4)).toEqual([0, 1, 2, 3]);
    expect(await sampled(board(), 'places', 2)).toEqual([0, 0, 0, 0]);
  });

  test('is what the document chose: one number for all, or examples that take turns', async () => {
    expect(await sampled(board({ value: [7] }), 'classes', 6)).toEqual([7, 7, 7, 7, 7, 7]);
    expect(await sampled(board({ value: [3, 8] }), 'classes', 4)).toEqual([3, 8, 3, 8]);
    expect(await sampled(board({}, { value: [0.5, -1] }), 'places', 2)).toEqual([0.5, -1, 0.5, -1]);
  });

  test('is what the call gives, and as if nobody had chosen where that is empty', async () => {
    const chosen = board({ value: [7] });
    expect(await sampled(chosen, 'classes', 4, { class: Int32Array.of(2, 5) })).toEqual([2, 5, 2, 5]);
    expect(await sampled(chosen, 'classes', 4, { class: new Int32Array() })).toEqual([0, 1, 2, 3]);
    await expect(sampled(chosen, 'places', 2, { place: Float32Array.of(1, 2, 3) })).rejects.toThrow(
      'An example has 2 numbers',
    );
  });

  test.each([
    [{ value: [10] }, {}, 'There is no class 10: they go from 0 to 9.'],
    [{ value: [1.5] }, {}, 'There is no class 1.5'],
    [{}, { value: [1, 2, 3] }, 'An example has 2 numbers'],
  ])('refuses a value that is none of its kind: %j, %j', (chosen, place, sentence) => {
    const { problems } = compile(board(chosen, place));
    expect(problems.map(({ text }) => text.en).join('\n')).toContain(sentence);
  });
});
