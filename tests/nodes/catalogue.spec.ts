import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { catalogue, recipes } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { InputPort, OutputPort } from '../../nodes/port.ts';
import type { NodeDefinition } from '../../nodes/contract.ts';
import { checkDial, resolveDials } from '../../nodes/graph/dials.ts';
import { readDocument, writeDocument, type DialValue } from '../../nodes/graph/document.ts';
import { formulaOf } from '../../nodes/graph/formula.ts';
import { plainFormula } from '../../nodes/plain-formula.ts';
import type { Recipe } from '../../nodes/recipe.ts';
import { document } from '../documents.ts';
import { dialEnds } from './dial-values.ts';

const files = import.meta.glob<{ default: NodeDefinition | Recipe }>(
  '../../nodes/{data,noise,blocks,maths,losses,training,sampling,metrics,views,layers,recipes}/*.ts',
  { eager: true },
);
const collected = Object.entries(files).map(([file, { default: definition }]) => ({ file, definition }));
const nodes = [...catalogue.values()];
const everything: readonly (NodeDefinition | Recipe)[] = [...nodes, ...recipes.values()];

const dialsOf = ({ dials }: NodeDefinition | Recipe) =>
  Object.entries(dials as Readonly<Record<string, Dial>>);
const portsOf = ({ inputs, outputs }: NodeDefinition) => [
  ...Object.entries(inputs as Readonly<Record<string, InputPort>>),
  ...Object.entries(outputs as Readonly<Record<string, OutputPort>>),
];

/** The dials as they are, and with every other choice and flag. */
const choicesOf = (definition: NodeDefinition): readonly Readonly<Record<string, DialValue>>[] => [
  {},
  ...dialsOf(definition).flatMap(([name, dial]): Readonly<Record<string, DialValue>>[] =>
    dial.type === 'choice'
      ? Object.keys(dial.options).map((option) => ({ [name]: option }))
      : dial.type === 'flag'
        ? [{ [name]: !dial.default }]
        : [],
  ),
];

test('every file defines what it is called after, in the folder of its family', () => {
  expect(collected.length).toBe(catalogue.size + recipes.size);
  expect(collected.length).toBeGreaterThan(40);
  const astray = collected.filter(({ file, definition }) => {
    const folder = path.basename(path.dirname(file));
    return (
      path.basename(file, '.ts') !== definition.kind ||
      ('family' in definition ? definition.family : 'recipes') !== folder
    );
  });
  expect(astray.map(({ file, definition }) => `${file} defines ${definition.kind}`)).toEqual([]);
});

/** A reader who has read one node has read all. */
const ORDER = [
  'kind',
  'family',
  'places',
  'title',
  'sentence',
  'formula',
  'aliases',
  'source',
  'inputs',
  'outputs',
  'dials',
  'check',
  'build',
];

describe.each(everything.map((definition) => [definition.kind, definition] as const))(
  '%s',
  (kind, definition) => {
    test('has a kind and names of the right form', () => {
      expect(kind).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      const names = [...dialsOf(definition), ...('inputs' in definition ? portsOf(definition) : [])].map(
        ([name]) => name,
      );
      expect(names.filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
    });

    test('says in English and Korean what it is', () => {
      const { title, sentence } = definition;
      for (const text of [title, sentence]) expect(text.ko).toMatch(/[가-힣]/);
      expect(title.en).toMatch(/\S/);
      expect(sentence.en).toMatch(/^\S.* .*\.$/s);
      expect(sentence.ko).toMatch(/[.]$/);
    });

    test('names its ports and dials in both languages', () => {
      const dials = dialsOf(definition).flatMap(([, dial]) => [
        dial.title,
        ...(dial.help ? [dial.help] : []),
        ...(dial.type === 'choice' ? Object.values(dial.options) : []),
      ]);
      const ports = 'inputs' in definition ? portsOf(definition).map(([, { title }]) => title) : [];
      const empty = ({ en, ko }: Text) => !/\S/.test(en) || !/\S/.test(ko);
      expect([...dials, ...ports].filter(empty)).toEqual([]);
    });

    test('has dials whose defaults and ends they take themselves', () => {
      for (const [name, dial] of dialsOf(definition)) {
        expect(() => checkDial(name, dial, dial.default as DialValue)).not.toThrow();
        if ('min' in dial) expect(dial.min).toBeLessThanOrEqual(dial.max);
        if (dial.type === 'numbers' && dial.length !== undefined)
          expect(dial.default).toHaveLength(dial.length);
      }
      for (const ends of dialEnds(definition.dials))
        expect(() => resolveDials(definition.dials, ends)).not.toThrow();
    });

    test('tells no alias twice, nor its own title', () => {
      const { aliases = [], title } = definition;
      expect(new Set(aliases).size).toBe(aliases.length);
      expect(aliases).not.toContain(title.en);
      expect(aliases).not.toContain(title.ko);
    });
  },
);

describe.each(nodes.map((definition) => [definition.kind, definition] as const))(
  'the node %s',
  (kind, definition) => {
    test('tells its fields in the order of all nodes', () => {
      const told = Object.keys(definition).filter((field) => ORDER.includes(field));
      expect(told).toEqual(ORDER.filter((field) => told.includes(field)));
    });

    test('stands somewhere, and has symbols at its ports', () => {
      expect(definition.places.length).toBeGreaterThan(0);
      expect(portsOf(definition).filter(([, { symbol }]) => !/\S/.test(symbol))).toEqual([]);
    });

    test('has a formula of its inputs where it computes, in well-formed TeX, whatever is chosen', () => {
      const { family } = definition;
      const computes = ['layers', 'maths', 'losses'].includes(family);
      const inputs: readonly InputPort[] = Object.values(definition.inputs);
      for (const chosen of choicesOf(definition)) {
        const formula = formulaOf(definition, chosen) ?? '';
        if (computes) expect(formula).not.toBe('');
        for (const { symbol, optional } of inputs)
          if (computes && !optional) expect(formula).toContain(symbol);
        expect(formula).not.toContain('undefined');
        const count = (pattern: RegExp) => [...formula.matchAll(pattern)].length;
        expect(count(/\{/g)).toBe(count(/\}/g));
        expect(count(/\\left(?![a-z])/g)).toBe(count(/\\right(?![a-z])/g));
        expect(plainFormula(formula)).not.toMatch(/\\|undefined/);
      }
    });

    test('comes back from a file as it was', () => {
      const dials = resolveDials(definition.dials, {});
      const written = document({ board: { nodes: {}, wires: [] } });
      written.board.nodes.node = { kind, dials, position: { x: 1, y: -2.5 }, off: true };
      const read = readDocument(writeDocument(written), 'test.genloom');
      expect(read).toEqual(written);
      expect(resolveDials(definition.dials, read.board.nodes.node!.dials)).toEqual(dials);
    });
  },
);
