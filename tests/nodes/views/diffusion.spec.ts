import { afterEach, describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { LookingNode } from '../../../nodes/contract.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { Finding } from '../../../nodes/finding.ts';
import { smallDiffusion } from '../../documents.ts';
import { buildOnBoard } from '../build-on-board.ts';
import { float } from '../numbers.ts';

const sessions: Session[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.dispose();
});

async function looked(node: string): Promise<Finding['picture']> {
  const session = await Session.open(smallDiffusion(), tfjsTarget('cpu'), 'cpu');
  sessions.push(session);
  return (await session.look(session.compiled.looks.find((look) => look.node === node)!)).picture;
}

const finish = (kind: string, measured: Parameters<LookingNode['finish']>[0], dials: object) =>
  (catalogue.get(kind) as LookingNode).finish(measured, dials as never).picture;

describe('schedule plot', () => {
  test('shows α², σ² and the logarithm of their ratio at the times of the schedule', async () => {
    const picture = await looked('plot');
    if (picture?.form !== 'curves') throw new Error('no curves');
    expect(picture.lines.map(({ name }) => name.ko)).toEqual(['α²', 'σ²', 'log α²/σ²']);
    const [signal, noise, ratio] = picture.lines.map(({ values }) => values);
    picture.at.forEach((t, i) => {
      expect(t * 40).toBeCloseTo(Math.round(t * 40), 4);
      expect(signal![i]! + noise![i]!).toBeCloseTo(1, 5);
      expect(ratio![i]).toBeCloseTo(Math.log(signal![i]! / noise![i]!), 5);
      if (i > 0) expect(signal![i]!).toBeLessThanOrEqual(signal![i - 1]!);
    });
  });
});

describe('loss by time', () => {
  test('is the mean of each bin; a bin without examples is a gap, and time 1 belongs to the last', () => {
    const picture = finish(
      'loss-by-time',
      { time: float([4], [0.1, 0.2, 0.9, 1]), perExample: float([4], [1, 3, 5, 9]) },
      { bins: 4, count: 4 },
    );
    expect(picture).toMatchObject({ form: 'curves', at: [0.125, 0.375, 0.625, 0.875] });
    if (picture?.form !== 'curves') throw new Error('no curves');
    expect(picture.lines[0]!.values).toEqual([2, NaN, NaN, 7]);
  });
});

describe('path', () => {
  test('shows points frame by frame, with what was guessed from each', async () => {
    const picture = await looked('path');
    if (picture?.form !== 'frames') throw new Error('no frames');
    expect(picture.of).toBe('points');
    expect(picture.frames.shape).toEqual([6, 11, 2]);
    expect(picture.guesses!.shape).toEqual([6, 11, 2]);
  });

  test('shows images with black and white as the wire says', () => {
    const frames = float([1, 2, 2, 1, 1], [-1, 0, 1, 0.5]);
    const picture = finish(
      'path',
      { path: frames, range: float([1, 2], [-1, 1]) },
      { count: 1, range: 'auto' },
    );
    expect(picture).toMatchObject({ form: 'frames', of: 'images', range: [-1, 1] });
  });

  test('refuses what is no path', () => {
    expect(() => buildOnBoard('path', { path: { shape: [2, 5, 32], dtype: 'float32' } })).toThrow(
      /a path of pictures.*or of points.*it was given \[2, 5, 32\]/,
    );
  });
});

test('a vector field may point against what a block says', () => {
  const { outputs, slice } = buildOnBoard(
    'vector-field',
    { block: 'net' },
    { show: 'negative output', cells: 2 },
    {
      mode: 'inference',
      drawing: {
        designs: {
          net: {
            nodes: {
              x: { kind: 'input', dials: { name: 'x' } },
              y: { kind: 'output', dials: { name: 'y' } },
            },
            wires: [{ from: { node: 'x', port: 'value' }, to: { node: 'y', port: 'value' } }],
          },
        },
        blocks: { net: 'net' },
      },
    },
  );
  expect(outputs.arrows!.shape).toEqual([2, 2, 2]);
  expect(slice.settings.trace.instructions.map(({ kind }) => kind)).toContain('negative');
});
