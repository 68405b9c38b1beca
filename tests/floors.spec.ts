import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** What each part may import, beside itself. The most exact name that fits a file counts. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'nodes/alphabet': [],
  'nodes/program': ['nodes/alphabet'],
  // The collected families: one node, one file; they know the contract and its neighbours, never the collector.
  'nodes/family': ['nodes/alphabet', 'nodes/program', 'nodes'],
  'nodes/graph': ['nodes/alphabet', 'nodes/program', 'nodes', 'nodes/catalogue'],
  'nodes/catalogue': ['nodes', 'nodes/family'],
  nodes: ['nodes/alphabet', 'nodes/program', 'nodes/graph'],
  templates: ['nodes', 'nodes/alphabet', 'nodes/graph'],
  'main/projects': ['nodes', 'nodes/alphabet', 'nodes/graph', 'templates'],
  // Set-up knows where the user's cache lies.
  'main/datasets': ['nodes', 'nodes/alphabet', 'main/projects', 'main/setup'],
  'main/targets': ['nodes', 'nodes/alphabet', 'nodes/program', 'nodes/graph', 'main/projects'],
  'main/engine': [
    'nodes',
    'nodes/alphabet',
    'nodes/program',
    'nodes/graph',
    'nodes/catalogue',
    'main/targets',
    'main/datasets',
    'main/projects',
  ],
  'main/exporters': [
    'nodes',
    'nodes/alphabet',
    'nodes/program',
    'nodes/graph',
    'main/targets',
    'main/datasets',
    'main/projects',
    'main/engine',
  ],
  'main/cli': [
    'templates',
    'nodes',
    'nodes/alphabet',
    'nodes/program',
    'nodes/graph',
    'nodes/catalogue',
    'main/targets',
    'main/datasets',
    'main/projects',
    'main/engine',
    'main/exporters',
    'main/studio',
    'main/server',
    'main/bridge',
    'main/setup',
  ],
  // The law between window and machine, and what carries it: types of the machine only, no code of it but the outbox.
  'main/bridge': ['nodes', 'nodes/alphabet', 'templates', 'main/engine', 'main/projects'],
  'main/studio': [
    'templates',
    'nodes',
    'nodes/alphabet',
    'nodes/graph',
    'nodes/catalogue',
    'main/bridge',
    'main/targets',
    'main/datasets',
    'main/projects',
    'main/engine',
    'main/exporters',
  ],
  'main/server': ['nodes', 'nodes/alphabet', 'main/bridge', 'main/studio', 'main/projects', 'main/setup'],
  'main/electron': [
    'nodes',
    'nodes/alphabet',
    'main/bridge',
    'main/studio',
    'main/server',
    'main/projects',
    'main/setup',
  ],
  'main/setup': [],
  main: [],
};

const PURE = ['nodes', 'nodes/alphabet', 'nodes/program', 'nodes/graph', 'nodes/catalogue'];
/** The rooms of the window, lowest first: each may import those before it, the pure floors and the bridge. */
const WINDOW = [
  'renderer/language',
  'renderer/state',
  'renderer/connection',
  'renderer/theme',
  'renderer/commands',
  'renderer/parts',
  'renderer/shapes',
  'renderer/edits',
  'renderer/dials',
  'renderer/views',
  'renderer/probes',
  'renderer/run',
  'renderer/canvas',
  'renderer/palette',
  'renderer/inspector',
  'renderer/lessons',
  'renderer/home',
  'renderer/top',
  'renderer/status',
  'renderer/commands/deeds',
  'renderer/commands/palette',
  'renderer/window',
  'renderer',
];
const roomsOf = (part: string) => {
  const room = WINDOW.indexOf(part);
  return room < 0 ? [] : [...PURE, 'templates', 'main/bridge', ...WINDOW.slice(0, room)];
};

const FAMILIES = /^nodes\/(data|noise|blocks|maths|losses|training|sampling|metrics|views|layers|recipes)\//;

function partOf(file: string): string {
  if (FAMILIES.test(file)) return 'nodes/family';
  if (file === 'nodes/catalogue.ts') return 'nodes/catalogue';
  const folders = [...Object.keys(mayImport), ...WINDOW].sort((a, b) => b.length - a.length);
  return folders.find((folder) => file.startsWith(`${folder}/`)) ?? 'elsewhere';
}

const isSource = (file: string) =>
  /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts') && !file.endsWith('.d.mts');

const files = ['nodes', 'templates', 'main', 'renderer']
  .flatMap((folder) => {
    try {
      return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.posix.join(folder, name.replaceAll('\\', '/')),
      );
    } catch {
      return [];
    }
  })
  .filter((file) => isSource(file) && !file.includes('node_modules'));

/** Own files that a file imports, types included. */
const imports = new Map(
  files.map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const named = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) => match[1]!);
    return [file, named.map((name) => path.posix.join(path.posix.dirname(file), name))] as const;
  }),
);

describe('the floors of the house', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect([...imports.values()].flat().length).toBeGreaterThan(100);
  });

  test('arrows only point down', () => {
    const wrong = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => isSource(target))
        .filter((target) => {
          const [from, to] = [partOf(file), partOf(target)];
          return from !== to && !(mayImport[from] ?? roomsOf(from)).includes(to);
        })
        .map((target) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no node imports another node, and no operation another operation', () => {
    const wrong = [...imports].flatMap(([file, targets]) =>
      FAMILIES.test(file) || file.startsWith('nodes/alphabet/operations/')
        ? targets
            .filter((target) => FAMILIES.test(target) || target.startsWith('nodes/alphabet/operations/'))
            .map((target) => `${file} -> ${target}`)
        : [],
    );
    expect(wrong).toEqual([]);
  });

  test('there is no circle of imports, type imports included', () => {
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const walk = (file: string, trail: readonly string[]) => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const target of imports.get(file) ?? []) if (imports.has(target)) walk(target, [...trail, file]);
      state.set(file, 'done');
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  test('the pure floors import no package but those that run anywhere', () => {
    const allowed = new Set(['zod']);
    const wrong = files
      .filter((file) => file.startsWith('nodes/') || file.startsWith('templates/'))
      .flatMap((file) =>
        [
          ...readFileSync(path.join(root, file), 'utf8').matchAll(
            /^(?:import|export|\}).*from '([^.][^']*)'/gm,
          ),
        ]
          .map((match) => match[1]!)
          .filter((name) => !allowed.has(name))
          .map((name) => `${file} -> ${name}`),
      );
    expect(wrong).toEqual([]);
  });
});
