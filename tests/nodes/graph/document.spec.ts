import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { readDocument, writeDocument } from '../../../nodes/graph/document.ts';
import { NEWEST_VERSION } from '../../../nodes/graph/migrate.ts';

const small = {
  format: 'genloom',
  version: NEWEST_VERSION,
  name: 'small',
  batch: 8,
  phases: [{ name: 'training', steps: 10 }],
  board: { nodes: {}, wires: [] },
};

describe('a document', () => {
  test('comes back as it was written, unknown nodes and fields included', () => {
    const later = {
      ...small,
      note: 'kept',
      board: {
        nodes: { strange: { kind: 'from-the-future', dials: { depth: 3 }, colour: 'red' } },
        wires: [],
        zoom: 2,
      },
    };
    const read = readDocument(JSON.stringify(later), 'later.genloom');
    const again = readDocument(writeDocument(read), 'later.genloom');
    expect(again).toEqual(read);
    expect(again).toMatchObject(later);
  });

  test('of version 0 gets its steps as a phase', () => {
    const { phases: _, ...old } = small;
    const read = readDocument(JSON.stringify({ ...old, version: 0, steps: 77 }), 'old.genloom');
    expect(read.version).toBe(NEWEST_VERSION);
    expect(read.phases).toEqual([{ name: 'training', steps: 77 }]);
  });

  test.each([
    ['{"format": "genlo', 'not valid JSON'],
    ['{"name": "x"}', '"format": "genloom" is missing'],
    [JSON.stringify({ ...small, version: 99 }), 'newer Genloom (document version 99'],
    [JSON.stringify({ ...small, version: 'one' }), 'no valid version'],
    [JSON.stringify({ ...small, batch: 0 }), 'broken at batch'],
    [JSON.stringify({ ...small, phases: [] }), 'broken at phases'],
    [
      JSON.stringify({ ...small, board: { nodes: { 'Bad Id': { kind: 'call' } }, wires: [] } }),
      'broken at board.nodes',
    ],
  ])('that is broken is refused with a sentence: %s', (text, part) => {
    expect(() => readDocument(text, 'a.genloom')).toThrow(part);
    expect(() => readDocument(text, 'a.genloom')).toThrow('a.genloom');
    try {
      readDocument(text, 'a.genloom');
    } catch (error) {
      expect((error as { text: { ko: string } }).text.ko).toMatch(/[가-힣]/);
    }
  });

  test('never throws anything but a sentence, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        let failure: unknown = null;
        try {
          readDocument(text, 'x.genloom');
        } catch (error) {
          failure = error;
        }
        expect(failure).toBeInstanceOf(Problem);
      }),
    );
  });
});
