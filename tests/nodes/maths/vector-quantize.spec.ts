import { expect, test } from 'vitest';
import { drawn, graph } from '../../documents.ts';
import { buildOnBoard, computeOnBoard, float, int, lookOnBoard, typed } from '../build-on-board.ts';

const latent = float([2, 2, 2], [0.9, 0.1, 0, 2, -3, -3, 0.4, 0.6]);
const vectors = float([3, 2], [1, 0, 0, 1, -1, -1]);

test('each vector becomes the nearest code, and the losses are mean squared distances', async () => {
  const { outputs, meanings } = await computeOnBoard('vector-quantize', { latent, vectors });
  expect([...outputs.codes!.data]).toEqual([0, 1, 2, 1]);
  expect([...outputs.quantized!.data].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([
    1, 0, 0, 1, -1, -1, 0, 1,
  ]);
  const squares = [0.1, 0.1, 0, 1, 2, 2, 0.4, 0.4].map((d) => d * d);
  const mean = squares.reduce((a, b) => a + b) / 8;
  expect(outputs.codebookLoss!.data[0]).toBeCloseTo(mean, 6);
  expect(outputs.commitmentLoss!.data[0]).toBeCloseTo(mean, 6);
  expect(meanings.codes).toEqual({ kind: 'tokens', classes: 3, data: 'codes' });
});

test('the gradient passes straight through to the vectors, and never to the codes', async () => {
  const cotangent = float([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  const { gradients } = await computeOnBoard(
    'vector-quantize',
    { latent, vectors },
    {},
    { cotangents: { quantized: cotangent } },
  );
  expect([...gradients.latent!.data]).toEqual([...cotangent.data]);
  expect(gradients.vectors === undefined || gradients.vectors.data.every((x) => x === 0)).toBe(true);
});

test('the codebook loss moves codes only, the commitment loss vectors only', async () => {
  const one = float([], [1]);
  const of = async (port: string) =>
    (await computeOnBoard('vector-quantize', { latent, vectors }, {}, { cotangents: { [port]: one } }))
      .gradients;
  const zero = (values: { data: ArrayLike<number> } | undefined) =>
    values === undefined || Array.from(values.data).every((x) => x === 0);
  const codebook = await of('codebookLoss');
  expect(zero(codebook.latent)).toBe(true);
  // ∂/∂e of the mean over 8 numbers: −2 (z − e)/8, summed over the vectors that chose the code.
  const expected = [0.1, -0.1, -0.4, -0.6, 2, 2].map((d) => (2 * d) / 8);
  codebook.vectors!.data.forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 5));
  const commitment = await of('commitmentLoss');
  expect(zero(commitment.vectors)).toBe(true);
  expect(commitment.latent!.data[0]).toBeCloseTo((2 * (0.9 - 1)) / 8, 6);
});

test('vectors of another size than the codes are a sentence', () => {
  expect(() =>
    buildOnBoard('vector-quantize', { latent: typed([2, 7, 7, 4]), vectors: typed([8, 3]) }),
  ).toThrow('there are [8, 3] and [2, 7, 7, 4]. Give both the same size.');
});

test('the perplexity of codes is how many there are where all are used alike', async () => {
  const look = async (codes: number[]) =>
    (await lookOnBoard('code-perplexity', { codes: int([2, 2], codes) })).numbers!;
  expect((await look([3, 7, 1, 0])).perplexity).toBeCloseTo(4, 10);
  expect(await look([5, 5, 5, 5])).toEqual({ perplexity: 1, used: 1 });
  const { perplexity, used } = await look([0, 0, 0, 1]);
  expect(used).toBe(2);
  expect(perplexity).toBeCloseTo(Math.exp(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25))), 10);
});

test('the recipe draws a block of one learned tensor', async () => {
  const drawing = {
    designs: { book: drawn('codebook', { entries: 5, size: 3 }), eye: graph({ nodes: {}, wires: [] }) },
    blocks: { book: 'book' },
  };
  const board = buildOnBoard('block', {}, { block: 'book' }, { drawing });
  const made = board.slice.settings.document.designs.book!;
  expect(made.recipe).toEqual({ kind: 'codebook', dials: { entries: 5, size: 3, deviation: 1 } });
  expect(made.nodes.vectors!.dials).toEqual({ shape: [5, 3], start: 'normal', amount: 1 });
});
