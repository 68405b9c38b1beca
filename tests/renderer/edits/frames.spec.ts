import { describe, expect, test } from 'vitest';
import { readDocument, writeDocument, type Graph } from '../../../nodes/graph/document.ts';
import { programOf } from '../../../renderer/state/program-of.ts';
import { copyNodes, duplicateNodes, pasteNodes } from '../../../renderer/edits/fragment.ts';
import {
  addFrame,
  addNote,
  joinFrame,
  leaveFrames,
  moveNotes,
  removeFrames,
  removeNotes,
  toggleFolded,
  writeNote,
} from '../../../renderer/edits/frames.ts';
import { removeNodes } from '../../../renderer/edits/wires.ts';
import { smallVae } from '../../documents.ts';

const board = () => {
  const document = smallVae();
  return { document, graph: document.board as Graph, design: null };
};
const NO_NOTES = { notes: [] };

describe('frames', () => {
  test('hold cards and notes, each in one frame only, and go with their last card', () => {
    const { graph } = board();
    const note = addNote(graph, 'what is learned', { x: 1.4, y: 2 });
    expect(addFrame(graph, { nodes: ['encode', 'nobody'], notes: [note] }, 'Model')).toBe('model');
    expect(graph.frames?.model).toEqual({ name: 'Model', nodes: ['encode'], notes: [note] });
    expect(addFrame(graph, { nodes: [], notes: [note] }, 'Empty')).toBeNull();

    addFrame(graph, { nodes: ['decode', 'kl'], ...NO_NOTES }, 'Model');
    expect(Object.keys(graph.frames!)).toEqual(['model', 'model-2']);
    joinFrame(graph, 'model-2', { nodes: ['encode', 'decode'], notes: [note] });
    expect(graph.frames).toEqual({
      'model-2': { name: 'Model', nodes: ['decode', 'kl', 'encode'], notes: [note] },
    });

    leaveFrames(graph, { nodes: ['decode', 'kl'], ...NO_NOTES });
    expect(graph.frames!['model-2']!.nodes).toEqual(['encode']);
    removeNodes({ ...board(), graph }, ['encode']);
    expect(graph).not.toHaveProperty('frames');
    expect(graph.notes).toEqual({ note: { text: 'what is learned', position: { x: 1, y: 2 } } });
  });

  test('fold and unfold together', () => {
    const { graph } = board();
    const [a, b] = ['encode', 'decode'].map((id) => addFrame(graph, { nodes: [id], ...NO_NOTES }, id)!) as [
      string,
      string,
    ];
    toggleFolded(graph, [a]);
    toggleFolded(graph, [a, b]);
    expect([a, b].map((id) => graph.frames![id]!.folded)).toEqual([true, true]);
    toggleFolded(graph, [a, b]);
    expect([a, b].map((id) => graph.frames![id]!.folded)).toEqual([undefined, undefined]);
  });

  test('and notes are read as they were written, and are no part of the model', () => {
    const { document, graph } = board();
    const before = programOf(document);
    addFrame(graph, { nodes: ['encode', 'decode'], ...NO_NOTES }, 'Model');
    graph.frames!.model!.names = { ko: '모델' };
    toggleFolded(graph, ['model']);
    addNote(graph, 'μ와 log σ²', { x: 0, y: -40 });
    expect(readDocument(writeDocument(document), 'it')).toEqual(document);
    expect(programOf(document)).toBe(before);
    removeFrames(graph, ['model']);
    removeNotes(graph, ['note']);
    expect(document).toEqual(smallVae());
  });

  test('come along with copies of all their cards, and with no fewer', () => {
    const site = board();
    addFrame(site.graph, { nodes: ['encode', 'reparameterize'], ...NO_NOTES }, 'Into latents');
    duplicateNodes(site, ['encode']);
    expect(Object.keys(site.graph.frames!)).toEqual(['into-latents']);
    const copies = duplicateNodes(site, ['encode', 'reparameterize', 'kl']);
    expect(site.graph.frames!['into-latents-2']!.nodes).toEqual(copies.slice(0, 2));
    const pasted = pasteNodes(site, copyNodes(site, ['reparameterize', 'encode']), { x: 0, y: 0 });
    expect(new Set(site.graph.frames!['into-latents-3']!.nodes)).toEqual(new Set(pasted));
  });
});

describe('notes', () => {
  test('are written, moved, and go where no word is left', () => {
    const { graph } = board();
    const id = addNote(graph, 'Note', { x: 0, y: 0 });
    writeNote(graph, id, '  two\nlines ');
    moveNotes(graph, { [id]: { x: 10.6, y: 3 } });
    expect(graph.notes).toEqual({ [id]: { text: 'two\nlines', position: { x: 11, y: 3 } } });
    writeNote(graph, id, ' ');
    expect(graph).not.toHaveProperty('notes');
  });
});
