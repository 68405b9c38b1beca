import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { writeThumbnail } from '../../../main/cli/thumbnail.ts';
import { chooseBackend } from '../../../main/engine/backends/choose.ts';
import { Session } from '../../../main/engine/session.ts';
import { graph, smallVae } from '../../documents.ts';

const { target, report } = await chooseBackend('cpu');
const folder = mkdtempSync(path.join(tmpdir(), 'genloom-thumbnail-'));

/** How much brightness differs over the thumbnail of a board with these grids: of what a person gives, of noise. */
async function unevenness(grids: readonly ('asked' | 'noise')[]): Promise<number> {
  const drawing = smallVae();
  const { nodes, wires } = graph({
    nodes: {
      asked: { kind: 'input', name: 'asked', meaning: 'image', shape: [4, 4, 1] },
      random: { kind: 'uniform-noise', shape: [4, 4, 1] },
      ...Object.fromEntries(grids.map((of) => [`grid-${of}`, { kind: 'image-grid', count: 8 }])),
    },
    wires: grids.map((of) => `${of === 'asked' ? 'asked.value' : 'random.noise'} -> grid-${of}.images`),
  });
  Object.assign(drawing.board.nodes, nodes);
  drawing.board.wires.push(...wires);
  const session = await Session.open(drawing, target, report.fingerprint);
  try {
    const file = path.join(folder, `${grids.join('-')}.png`);
    await writeThumbnail(session, file);
    const { channels } = await sharp(file).stats();
    return channels[0]!.stdev;
  } finally {
    session.dispose();
  }
}

test('a thumbnail shows the first grid that asks nobody, as one wish would be drawn again and again', async () => {
  expect(await unevenness(['noise'])).toBeGreaterThan(10);
  expect(await unevenness(['asked', 'noise'])).toBe(await unevenness(['noise']));
});

test('and where all grids wait for a wish, the first one', async () => {
  expect(await unevenness(['asked'])).toBe(0);
});
