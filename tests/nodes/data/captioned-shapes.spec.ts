import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../main/datasets/catalogue.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { ValueNode } from '../../../nodes/contract.ts';
import { resolveDials } from '../../../nodes/graph/dials.ts';
import { sizeOfVocabulary, tokensOf } from '../../../nodes/vocabulary.ts';
import { buildOnBoard, type Dials } from '../build-on-board.ts';

const node = catalogue.get('captioned-shapes') as ValueNode;

describe('captioned-shapes', () => {
  test.each<Dials>([
    {},
    { language: 'Korean', size: 16, range: '-1..1' },
    { heldOutCombinations: 0.2, order: 'either order' },
  ])('%j opens the data set of the same name', (dials) => {
    const chosen = { examples: 40, heldOut: 30, ...dials };
    const dataset = openDataset(node.dataset!(resolveDials(node.dials, chosen)));
    expect([dataset.trainingExamples, dataset.heldOutExamples]).toEqual([40, 30]);
    const { outputs } = buildOnBoard('captioned-shapes', {}, chosen, { batch: 4 });
    for (const [port, { shape: example, dtype }] of Object.entries(dataset.ports))
      expect(outputs[port]).toMatchObject({ shape: [4, ...example], dtype });
  });

  test.each([
    ['English', 'a large red circle at the top left', 21],
    ['Korean', '왼쪽 위에 큰 빨간 원', 20],
  ] as const)('tells what its tokens stand for in %s', (language, text, size) => {
    const { outputs, slice } = buildOnBoard('captioned-shapes', {}, { language });
    const { kind, classes, vocabulary } = slice.meaningOf(outputs.caption!);
    expect([kind, classes, sizeOfVocabulary(vocabulary!)]).toEqual(['tokens', size, size]);
    expect(tokensOf(vocabulary!, text).length).toBe(text.split(' ').length);
    expect(() => tokensOf(vocabulary!, `${text} dog`)).toThrow("the word 'dog', which is not known");
  });

  test('refuses what cannot be drawn', () => {
    const check = (dials: Dials) => () => node.check!(resolveDials(node.dials, dials));
    expect(check({ places: 'centre' })).toThrow('Add corners');
    expect(check({ places: 'centre', twoShapes: 0 })).not.toThrow();
    expect(check({ colours: '분홍' })).toThrow("'분홍' is none that it knows");
  });
});
