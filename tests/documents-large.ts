import type { GraphDocument } from '../nodes/graph/document.ts';
import { document, drawn } from './documents.ts';

/**
 * A board with that many nodes: autoencoders side by side, each with its loss, optimizer and views, as a person would have
 * them who compares many. Every fifth one shares nothing with the others.
 */
export function largeBoard(nodes: number): GraphDocument {
  const board: Parameters<typeof document>[0]['board'] = { nodes: { digits: { kind: 'digits' } }, wires: [] };
  const wires: string[] = [];
  const blocks: Record<string, string> = {};
  for (let i = 0; Object.keys(board.nodes).length + 6 <= nodes; i++) {
    const [encode, decode, distance, optimizer, pairs, map] = [
      'encode',
      'decode',
      'distance',
      'optimizer',
      'pairs',
      'map',
    ].map((name) => `${name}-${i}`) as [string, string, string, string, string, string];
    blocks[`encoder-${i}`] = 'encoder';
    blocks[`decoder-${i}`] = 'decoder';
    Object.assign(board.nodes, {
      [encode]: { kind: 'call', block: `encoder-${i}` },
      [decode]: { kind: 'call', block: `decoder-${i}` },
      [distance]: { kind: 'distance' },
      [optimizer]: { kind: 'optimizer' },
      [pairs]: { kind: 'image-pairs' },
      [map]: { kind: 'latent-map' },
    });
    wires.push(
      `digits.image -> ${encode}.image`,
      `${encode}.latent -> ${decode}.latent`,
      `${decode}.image -> ${distance}.prediction`,
      `digits.image -> ${distance}.target`,
      `${distance}.loss -> ${optimizer}.loss`,
      `${encode}.block -> ${optimizer}.blocks as encoder`,
      `${decode}.block -> ${optimizer}.blocks as decoder`,
      `digits.image -> ${pairs}.a`,
      `${decode}.image -> ${pairs}.b`,
      `${encode}.latent -> ${map}.mean`,
    );
  }
  return document({
    board: { nodes: board.nodes, wires },
    blocks,
    designs: {
      encoder: drawn('conv-encoder', { heads: 'one', latent: 8 }),
      decoder: drawn('conv-decoder', { output: 'sigmoid' }),
    },
  });
}
