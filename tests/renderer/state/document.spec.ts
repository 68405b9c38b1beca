import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import {
  edit,
  endGesture,
  enter,
  graphToEdit,
  openDocument,
  redo,
  select,
  undo,
  useDocument,
} from '../../../renderer/state/document.ts';
import { smallVae } from '../../documents.ts';

const state = useDocument.getState;
const name = (to: string, gesture?: string) =>
  edit(
    { en: `Name ${to}`, ko: `이름 ${to}` },
    (draft) => {
      draft.name = to;
    },
    gesture,
  );

let first: GraphDocument;
beforeEach(() => {
  first = smallVae({ steps: 1 });
  openDocument(first);
});

describe('undo and redo', () => {
  test('takes back every deed, newest first, and does them again', () => {
    name('a');
    name('b');
    expect(undo()?.en).toBe('Name b');
    expect(undo()?.en).toBe('Name a');
    expect(state().document).toBe(first);
    expect(undo()).toBeNull();
    expect(redo()?.en).toBe('Name a');
    expect(redo()?.en).toBe('Name b');
    expect(state().document?.name).toBe('b');
    expect(redo()).toBeNull();
  });

  test('a whole scrub is one deed; the next scrub is another', () => {
    for (const to of ['a', 'ab', 'abc']) name(to, 'scrub');
    endGesture();
    for (const to of ['abcd', 'abcde']) name(to, 'scrub');
    expect(state().past).toHaveLength(2);
    undo();
    expect(state().document?.name).toBe('abc');
    undo();
    expect(state().document).toBe(first);
  });

  test('a scrub that is undone does not swallow the scrub after it', () => {
    name('a', 'scrub');
    undo();
    name('b', 'scrub');
    expect(state().past).toHaveLength(1);
    undo();
    expect(state().document).toBe(first);
  });

  test('an edit that changes nothing is no deed', () => {
    name(first.name);
    expect(state().past).toEqual([]);
  });

  test('a new deed ends what could be done again', () => {
    name('a');
    undo();
    name('b');
    expect(redo()).toBeNull();
    expect(state().document?.name).toBe('b');
  });

  test('goes back to where one was, with what was selected', () => {
    const call = Object.entries(first.board.nodes).find(([, { kind }]) => kind === 'call')![0];
    const design = Object.keys(first.designs)[0]!;
    enter([{ node: call, design }]);
    select({ nodes: ['somewhere'] });
    edit({ en: 'Empty it', ko: '비우기' }, (draft) => {
      const graph = graphToEdit(draft);
      graph.nodes = {};
      graph.wires = [];
    });
    enter([]);
    undo();
    expect(state().path).toEqual([{ node: call, design }]);
    expect(state().selection.nodes).toEqual(['somewhere']);
    expect(state().document).toBe(first);
  });

  test('a path into a design that is gone ends where it still leads', () => {
    const call = Object.entries(first.board.nodes).find(([, { kind }]) => kind === 'call')![0];
    const design = Object.keys(first.designs)[0]!;
    enter([{ node: call, design }]);
    edit({ en: 'Remove', ko: '지우기' }, (draft) => {
      delete draft.designs[design];
    });
    expect(state().path).toEqual([]);
  });

  test('one that looks on neither edits nor undoes', () => {
    name('a');
    const document = state().document;
    useDocument.setState({ lookingOn: true });
    name('b');
    expect(undo()).toBeNull();
    expect(redo()).toBeNull();
    expect(state().document).toBe(document);
  });

  test('any mix of edits, gestures, undo and redo ends where a plain list of documents says', () => {
    const deed = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), gesture: fc.boolean() }),
      },
      { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const, 'settle' as const) },
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        openDocument(first);
        // What was, with a cursor; whether a gesture may still grow.
        let [history, at, growing] = [[first.name], 0, false];
        for (const one of deeds) {
          if (one === 'undo') {
            undo();
            if (at > 0) [at, growing] = [at - 1, false];
          } else if (one === 'redo') {
            redo();
            if (at < history.length - 1) [at, growing] = [at + 1, false];
          } else if (one === 'settle') {
            endGesture();
            growing = false;
          } else {
            name(one.name, one.gesture ? 'scrub' : undefined);
            if (one.name !== history[at]) {
              if (growing && one.gesture) history = [...history.slice(0, at), one.name];
              else [history, at] = [[...history.slice(0, at + 1), one.name], at + 1];
              growing = one.gesture;
            }
          }
          expect(state().document?.name).toBe(history[at]);
          expect(state().past).toHaveLength(at);
          expect(state().future).toHaveLength(history.length - 1 - at);
        }
      }),
    );
  });
});
