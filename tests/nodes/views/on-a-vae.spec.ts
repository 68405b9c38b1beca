import { expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { Picture } from '../../../nodes/finding.ts';
import { smallVae } from '../../documents.ts';

test('every look works on a board, over several batches, and holds no tensor', async () => {
  const drawn = smallVae();
  const { nodes, wires } = drawn.board;
  const look = (id: string, kind: string, dials: Record<string, number>, from: Record<string, string>) => {
    nodes[id] = { kind, dials };
    for (const [port, source] of Object.entries(from)) {
      const [node, output] = source.split('.') as [string, string];
      wires.push({ from: { node, port: output }, to: { node: id, port } });
    }
  };
  look('grid', 'image-grid', { count: 130 }, { images: 'generate.image' });
  look('pairs', 'image-pairs', { count: 5 }, { a: 'digits.image', b: 'decode.image' });
  look('manifold', 'latent-manifold', { grid: 11 }, { block: 'decode.block' });
  look('spread', 'histogram', { count: 130, bins: 7 }, { values: 'encode.mean' });
  look('units', 'active-units', { count: 130 }, { mean: 'encode.mean' });
  nodes.elbo!.dials = { count: 130 };
  nodes.map!.dials = { count: 130 };

  const session = await Session.open(drawn, tfjsTarget('cpu'), 'cpu');
  try {
    const tensors = session.tensorCount();
    const found = Object.fromEntries(
      await Promise.all(
        session.compiled.looks.map(async (one) => [one.node, await session.look(one)] as const),
      ),
    );
    const picture = <F extends Picture['form']>(id: string) => found[id]!.picture as Picture & { form: F };
    for (const [id, count] of [
      ['grid', 130],
      ['pairs', 15],
      ['manifold', 121],
    ] as const) {
      const { images, range } = picture<'images'>(id);
      expect(images.shape).toEqual([count, 28, 28, 1]);
      expect(range).toEqual([0, 1]);
      expect(images.data.every((x) => x >= 0 && x <= 1)).toBe(true);
    }
    // The first row holds the digits themselves; the samples differ from batch to batch.
    expect(new Set(picture<'images'>('pairs').images.data.subarray(0, 5 * 784))).toEqual(new Set([0, 1]));
    const rows = picture<'images'>('grid').images.data;
    expect(rows.subarray(0, 784)).not.toEqual(rows.subarray(100 * 784, 101 * 784));
    expect(picture<'histogram'>('spread').counts.reduce((a, b) => a + b)).toBe(260);
    const { points, labels } = picture<'points'>('map');
    expect([points.shape, labels!.shape]).toEqual([[130, 2], [130]]);
    expect(found.units!.numbers).toMatchObject({ of: 2 });
    const { '-ELBO': bound, reconstruction, KL, 'bits per dimension': bits } = found.elbo!.numbers!;
    expect(bound).toBeCloseTo(reconstruction! + KL!, 8);
    expect(bits).toBeCloseTo(bound! / (784 * Math.LN2), 8);
    expect(session.tensorCount()).toBe(tensors);
  } finally {
    session.dispose();
  }
});
