import { describe, expect, test } from 'vitest';
import { mustBeAllowed } from '../../../main/cli/consent.ts';
import { smallVae } from '../../documents.ts';

function foreign() {
  const document = smallVae();
  document.board.nodes.digits!.dials = { images: '/data/images.idx', labels: '/data/labels.idx' };
  return document;
}

describe('files that a document names', () => {
  test('are not read unless the person typed them', () => {
    expect(() => mustBeAllowed(foreign(), [], [])).toThrow(
      'wants to read /data/images.idx and /data/labels.idx. If you trust it, say so: --read /data/images.idx --read /data/labels.idx',
    );
    expect(() => mustBeAllowed(foreign(), ['/data/images.idx'], [])).toThrow(
      'wants to read /data/labels.idx.',
    );
  });

  test('are read when they were typed, as --read or as a dial', () => {
    expect(() => mustBeAllowed(foreign(), ['/data/images.idx', '/data/labels.idx'], [])).not.toThrow();
    const settings = [
      { of: 'digits', dial: 'images', value: '/data/images.idx' },
      { of: 'digits', dial: 'labels', value: '/data/x/../labels.idx' },
    ];
    expect(() => mustBeAllowed(foreign(), [], settings)).not.toThrow();
  });

  test('are no concern of a document that names none', () => {
    expect(() => mustBeAllowed(smallVae(), [], [])).not.toThrow();
  });
});
