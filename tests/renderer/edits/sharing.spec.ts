import { expect, test } from 'vitest';
import { sharingCalls } from '../../../renderer/edits/blocks.ts';
import { graph } from '../../documents.ts';

test('calls of one block share, members only where one is called again, and nothing else does', () => {
  const shared = sharingCalls(
    graph({
      nodes: {
        x: { kind: 'digits' },
        encode: { kind: 'call', block: 'encoder' },
        decode: { kind: 'call', block: 'decoder' },
        generate: { kind: 'call', block: 'decoder' },
        member: { kind: 'call', design: 'layer' },
        again: { kind: 'call', design: 'layer', again: 'member' },
        other: { kind: 'call', design: 'layer' },
      },
      wires: [],
    }),
  );
  expect(Object.fromEntries(shared)).toEqual({
    encode: ['encode'],
    decode: ['decode', 'generate'],
    generate: ['decode', 'generate'],
    member: ['member', 'again'],
    again: ['member', 'again'],
    other: ['other'],
  });
});
