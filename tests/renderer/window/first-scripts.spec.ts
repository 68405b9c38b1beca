import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** What home does without: the studio brings it. */
const LATER = [
  'nodes/catalogue.ts',
  'nodes/graph/compile.ts',
  'renderer/canvas/canvas.tsx',
  'renderer/window/studio.tsx',
  '@xyflow/react',
  'katex',
  'three',
  'uplot',
];

/** What a file imports when it runs: no types, and nothing that is fetched later. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return [...text.matchAll(/^(?:import|export)\s(?!type\b)(?:([^'";]*?)\sfrom\s)?'([^']+)'/gm)]
    .filter(([, names]) => names === undefined || !onlyTypes(names))
    .map(([, , from]) => from!);
}

const onlyTypes = (names: string): boolean => {
  const braces = /^\{([\s\S]*)\}$/.exec(names.trim());
  return braces !== null && braces[1]!.split(',').every((name) => /^\s*(type\s.*)?$/.test(name));
};

/** Every module that runs before anything is seen, and the one that brings it. */
function firstModules(): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>([['renderer/main.tsx', null]]);
  for (const module of found.keys()) {
    const file = path.join(root, module);
    if (!/\.tsx?$/.test(module) || !existsSync(file)) continue;
    for (const from of importsOf(file)) {
      const to = from.startsWith('.') ? path.relative(root, path.resolve(path.dirname(file), from)) : from;
      if (!found.has(to)) found.set(to, module);
    }
  }
  return found;
}

function wayTo(module: string, found: ReadonlyMap<string, string | null>): string {
  const before = found.get(module);
  return before ? `${wayTo(before, found)} > ${module}` : module;
}

test('home comes without the studio: its nodes, its canvas and what draws are fetched later', () => {
  const found = firstModules();
  expect(found.has('renderer/home/home.tsx')).toBe(true);
  expect(LATER.filter((module) => found.has(module)).map((module) => wayTo(module, found))).toEqual([]);
});
