import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../main/targets/target.ts';
import type { Meaning } from '../../../nodes/port.ts';
import { targets } from '../targets.ts';
import { apart, computeOnBoard, float, int, type Dials } from '../build-on-board.ts';

interface Numbers {
  readonly shape: number[];
  readonly data: number[];
}

/** What TensorFlow and PyTorch say; `tests/oracles/losses.py` wrote it in float64. */
interface Case {
  readonly name: string;
  readonly loss: string;
  readonly settings: Record<string, number>;
  readonly inputs: Record<string, Numbers & { dtype: 'float32' | 'int32' }>;
  readonly output: Numbers;
  readonly cotangent: Numbers;
  readonly gradients: Record<string, Numbers>;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../oracles/fixtures/losses.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

interface Twin {
  readonly kind: string;
  readonly dials: Dials;
  /** Their name of an input → our port. */
  readonly ports: Readonly<Record<string, string>>;
  readonly meanings?: Readonly<Record<string, Meaning>>;
}

const plain = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
const likelihood = (distribution: string): Twin => ({
  kind: 'negative-log-likelihood',
  dials: { distribution },
  ports: { logits: 'parameters', target: 'target' },
  meanings: { parameters: { kind: 'any', form: 'logits' } },
});
const distance = (kind: string, settings: Dials = {}): Twin => ({
  kind: 'distance',
  dials: { kind, ...settings },
  ports: plain('prediction', 'target'),
});
const kl: Twin = {
  kind: 'kl-divergence',
  dials: {},
  ports: plain('mean', 'logVariance', 'mean2', 'logVariance2'),
};

const contrastive = (symmetric: boolean): Twin => ({
  kind: 'contrastive',
  dials: { symmetric },
  ports: plain('a', 'b', 'temperature', 'same'),
});

const twins: Record<string, (settings: Case['settings']) => Twin> = {
  binaryCrossEntropy: () => likelihood('Bernoulli'),
  categoricalCrossEntropy: () => likelihood('categorical'),
  klToStandard: () => kl,
  kl: () => kl,
  contrastive: () => contrastive(true),
  contrastiveOneWay: () => contrastive(false),
  l1: () => distance('L1'),
  l2: () => distance('L2'),
  huber: ({ delta }) => distance('Huber', { delta: delta! }),
  // Its density, of which the loss is the negative.
  gaussian: () => ({
    kind: 'gaussian-log-density',
    dials: {},
    ports: { mean: 'mean', logVariance: 'logVariance', target: 'value' },
  }),
};

const values = ({ shape, data }: Numbers, sign = 1) =>
  float(
    shape,
    data.map((x) => sign * x),
  );

describe.each(targets)('losses by $name equal TensorFlow and PyTorch', ({ open }) => {
  test.each(cases)('$name', async ({ loss, settings, inputs, output, cotangent, gradients }) => {
    const { kind, dials, ports, meanings } = twins[loss]!(settings);
    const given = Object.fromEntries(
      Object.entries(inputs).map(([name, { shape, data, dtype }]) => {
        const port = ports[name]!;
        return [port, (dtype === 'int32' ? int : float)(shape, data, meanings?.[port])];
      }),
    );
    const [port, sign] = kind === 'gaussian-log-density' ? ['density', -1] : ['perExample', 1];
    const cotangents = { [port]: values(cotangent, sign) };
    const batch = Object.values(inputs)[0]!.shape[0]!;
    const computed = await computeOnBoard(kind, given, dials, { batch, cotangents, target: await open() });
    const close = (actual: Values, expected: Numbers, by = 1) => {
      expect(actual.shape).toEqual(expected.shape);
      expect(
        apart(
          actual.data,
          expected.data.map((x) => by * x),
        ),
      ).toBeLessThan(2e-6);
    };
    close(computed.outputs[port]!, output, sign);
    for (const [name, expected] of Object.entries(gradients))
      close(computed.gradients[ports[name]!]!, expected);
    if (port === 'perExample') {
      const mean = output.data.reduce((a, b) => a + b, 0) / output.data.length;
      expect(apart(computed.outputs.loss!.data, [mean])).toBeLessThan(2e-6);
      expect(computed.outputs.loss!.shape).toEqual([]);
    }
  });
});

test('none of them is left out', () => {
  expect(new Set(cases.map(({ loss }) => loss))).toEqual(new Set(Object.keys(twins)));
});
