import { expect, test } from 'vitest';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { document, drawn } from '../../documents.ts';

/** What comes of a map of 2 × 3 places with 4 numbers each. */
function described(dials: Record<string, number | boolean>) {
  const made = drawn('denoising-transformer', { size: [2, 3, 4], width: 8, heads: 2, ...dials });
  const words = dials['cross'] === false ? [] : ['words.value -> call.context'];
  return describeDocument(
    document({
      board: {
        nodes: {
          latents: { kind: 'input', name: 'latents', meaning: 'latent', shape: [24] },
          time: { kind: 'input', name: 'time', meaning: 'time' },
          words: { kind: 'input', name: 'words', shape: [5, 7] },
          call: { kind: 'call', block: 'block' },
        },
        wires: ['latents.value -> call.noisy', 'time.value -> call.time', ...words],
      },
      designs: { design: made },
      blocks: { block: 'design' },
    }),
  );
}

test('tells as many numbers as it is shown, hearing as many words as there are', () => {
  const { wires, problems } = described({});
  expect(problems).toEqual([]);
  expect(wires.get('call.prediction')).toMatchObject({ shape: [{ batches: 1 }, 24] });
});

test('takes no words where it has no cross-attention, and needs a third less of each layer', () => {
  const { problems, parameters } = described({ cross: false });
  expect(problems).toEqual([]);
  const of = (dials: Record<string, number | boolean>) => described(dials).parameters['block']!;
  // A layer more: attention 4 (w² + w), the same over the words with keys and values of their size, and the thinking.
  const [w, words, time] = [8, 7, 128];
  const look = 4 * (w * w + w);
  const hear = 2 * (w * w + w) + 2 * (words * w + w);
  const think = w * 2 * w + 2 * w + 2 * w * w + w + time * 2 * w + 2 * w;
  const norms = 2 * w;
  expect(of({ layers: 3, cross: false }) - parameters['block']!).toBe(look + think + 2 * norms);
  expect(of({ layers: 3 }) - of({ layers: 2 })).toBe(look + hear + think + 3 * norms);
});

test('refuses a width that its heads cannot share', () => {
  expect(() => drawn('denoising-transformer', { width: 9, heads: 2 })).toThrow(
    'shared equally among 2 heads',
  );
});
