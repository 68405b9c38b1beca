import { describe, expect, test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import type { DialValue } from '../../../nodes/graph/document.ts';
import { lettersOf } from '../../../nodes/vocabulary.ts';
import { document, graph } from '../../documents.ts';
import { int, lookOnBoard } from '../build-on-board.ts';

const vocabulary = lettersOf('characters', '0123456789+=');
const meaning = { kind: 'tokens', classes: 13, vocabulary } as const;
// Sorted by code points: + is 1, the digits 2 to 11, = is 12.
const sum = int([2, 6], [3, 1, 4, 12, 5, 0, 2, 1, 2, 12, 2, 0], meaning);

describe('text samples', () => {
  test('are tokens as text, what was given apart', async () => {
    const given = int([2, 6], [3, 1, 4, 12, 0, 0, 2, 1, 2, 12, 0, 0], meaning);
    const { picture } = await lookOnBoard('text-samples', { tokens: sum, given }, {}, { batch: 2 });
    expect(picture).toEqual({
      form: 'texts',
      texts: [
        { given: '1+2=', text: '3' },
        { given: '0+0=', text: '0' },
      ],
    });
  });

  test('are numbers where nobody knows what they stand for', async () => {
    const { picture } = await lookOnBoard(
      'text-samples',
      { tokens: int([1, 3], [4, 0, 2], { kind: 'tokens' }) },
      {},
      { batch: 1 },
    );
    expect(picture).toEqual({ form: 'texts', texts: [{ text: '4 0 2' }] });
  });
});

describe('next-token probabilities', () => {
  /** The token before has the logit 2, every other one 0. */
  const again = graph({
    nodes: {
      tokens: { kind: 'input', name: 'tokens', meaning: 'tokens' },
      which: { kind: 'one-hot', classes: 27 },
      logits: { kind: 'scale', factor: 2 },
      out: { kind: 'output', name: 'logits', form: 'logits' },
    },
    wires: ['tokens.value -> which.indices', 'which.result -> logits.value', 'logits.result -> out.value'],
  });
  const names = lettersOf('characters', 'abcdefghijklmnopqrstuvwxyz');
  const like = int([1, 8], [1, 2, 3, 0, 0, 0, 0, 0], { kind: 'tokens', classes: 27, vocabulary: names });
  const look = (dials: Record<string, DialValue>) =>
    lookOnBoard('token-probabilities', { block: 'net', like }, dials, {
      batch: 1,
      drawing: { designs: { net: again }, blocks: { net: 'net' } },
    });

  test('are those behind the prompt, the likeliest first, and what is left', async () => {
    const { picture } = await look({ prompt: 'ma', count: 3 });
    const p = Math.exp(2) / (Math.exp(2) + 26);
    expect(picture).toMatchObject({ form: 'shares', after: 'ma' });
    const { shares, others } = picture as never as {
      shares: { name: string; share: number }[];
      others: number;
    };
    expect(shares.map(({ name }) => name)).toEqual(['a', '∎', 'b']);
    expect(shares[0]!.share).toBeCloseTo(p, 6);
    expect(others).toBeCloseTo(1 - shares.reduce((total, { share }) => total + share, 0), 6);
  });

  test('without a prompt are those of the start', async () => {
    const { picture } = await look({ count: 1 });
    expect(picture).toMatchObject({ after: '', shares: [{ name: '∎' }] });
  });

  test('refuse a prompt with unknown characters, at the node', () => {
    const drawn = document({
      board: {
        nodes: {
          text: { kind: 'text' },
          net: { kind: 'block', block: 'net' },
          next: { kind: 'token-probabilities', prompt: 'José' },
        },
        wires: ['text.tokens -> next.like', 'net.block -> next.block'],
      },
      designs: { net: again },
      blocks: { net: 'net' },
    });
    const problem = compile(drawn).problems.find(({ place }) => place?.node === 'next')!;
    expect(problem.text.en).toContain("'José' holds 'J', which the vocabulary has not");
    expect(problem.text.ko).toContain('어휘에 없습니다');
  });
});
