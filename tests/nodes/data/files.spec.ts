// Nodes whose data comes from files: what they say on the wires without having read any.
import { describe, expect, test } from 'vitest';
import { namedFiles } from '../../../main/datasets/named-files.ts';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../nodes/contract.ts';
import { resolveDials } from '../../../nodes/graph/dials.ts';
import { portsOf } from '../../../nodes/graph/ports.ts';
import { document } from '../../documents.ts';
import { buildOnBoard, type Dials } from '../build-on-board.ts';

const cases: [kind: string, dials: Dials, shapes: Record<string, string>, files: string[]][] = [
  ['table', { file: 'a.csv', columns: 'x = a, b; y = c' }, { x: '[B, 2]', y: '[B, 1]' }, ['a.csv']],
  [
    'table',
    { file: 'a.csv', columns: 'x = a', label: 'kind', classes: 3 },
    { x: '[B, 1]', label: '[B]' },
    ['a.csv'],
  ],
  ['image-folder', { folder: 'pets' }, { image: '[B, 64, 64, 3]' }, ['pets']],
  [
    'image-folder',
    { folder: 'pets', size: [8, 6], colours: 'grey', classes: 2 },
    { image: '[B, 8, 6, 1]', label: '[B]' },
    ['pets'],
  ],
  ['array-file', { file: 'a.npy', shape: [3] }, { value: '[B, 3]' }, ['a.npy']],
  [
    'array-file',
    { file: 'a.npz', shape: [4, 4, 1], labels: 'y', classes: 5 },
    { value: '[B, 4, 4, 1]', label: '[B]' },
    ['a.npz'],
  ],
  [
    'array-file',
    { file: 'a.idx', labels: 'b.idx', classes: 5 },
    { value: '[B, 28, 28, 1]', label: '[B]' },
    ['a.idx', 'b.idx'],
  ],
];

describe.each(cases)('%s %j', (kind, dials, shapes, files) => {
  const { dataset, dials: declared, check } = catalogue.get(kind) as ValueNode;

  test('knows its shapes from its dials, with the batch left open', () => {
    const { outputs } = buildOnBoard(kind, {}, dials, { batch: BATCH });
    expect(
      Object.fromEntries(Object.entries(outputs).map(([port, { shape }]) => [port, formatShape(shape)])),
    ).toEqual(shapes);
    const drawn = document({ board: { nodes: {}, wires: [] } });
    drawn.board.nodes.data = { kind, dials: { ...dials } };
    expect(Object.keys(portsOf(drawn, drawn.board, 'data').outputs).sort()).toEqual(
      Object.keys(shapes).sort(),
    );
  });

  test('names the files that are asked about before they are read', () => {
    const resolved = resolveDials(declared, dials);
    expect(() => check!(resolved)).not.toThrow();
    expect(namedFiles([{ source: dataset!(resolved)! }])).toEqual(files);
  });
});

test('say what the numbers mean', () => {
  const meaning = (kind: string, dials: Dials, port: string) => {
    const { outputs, slice } = buildOnBoard(kind, {}, dials);
    return slice.meaningOf(outputs[port]!);
  };
  expect(meaning('image-folder', { folder: 'a', range: '-1..1' }, 'image')).toEqual({
    kind: 'image',
    range: [-1, 1],
    data: 'grey',
  });
  expect(meaning('array-file', { file: 'a', values: 'unit' }, 'value')).toEqual({
    kind: 'image',
    range: [0, 1],
    data: 'grey',
  });
  expect(meaning('array-file', { file: 'a', shape: [3] }, 'value')).toEqual({
    kind: 'any',
    data: 'continuous',
  });
  expect(meaning('table', { file: 'a', columns: 'x = a', label: 'y', classes: 4 }, 'label')).toEqual({
    kind: 'label',
    classes: 4,
  });
});
