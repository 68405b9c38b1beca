// What the cards of every template are called, in both languages, and how its board is framed.
import { describe, expect, test } from 'vitest';
import { readTemplate, templateNames } from '../../main/projects/templates.ts';
import type { Graph } from '../../nodes/graph/document.ts';
import { givenName } from '../../nodes/graph/names.ts';

/** More cards than these at once are read by nobody. */
const MOST_AT_FIRST_SIGHT = 24;
/** Names that are formulas, letters or abbreviations are the same everywhere. */
const isWord = (name: string): boolean =>
  /[A-Za-z]{3}/.test(name.replaceAll(/\b(log|exp|GPT|GRU|ODE|SDE)\b/g, ''));

describe.each(await templateNames())('%s', (name) => {
  test('calls nothing in English alone', async () => {
    const { document } = await readTemplate(name);
    const graphs: Graph[] = [document.board, ...Object.values(document.designs)];
    const named = [
      ...document.phases,
      ...Object.values(document.blocks),
      ...graphs.flatMap(({ nodes, frames = {} }) => [...Object.values(nodes), ...Object.values(frames)]),
    ].flatMap((one) => givenName(one) ?? []);
    expect(named.filter(({ en, ko }) => isWord(en) && !/[가-힣]/.test(ko)).map(({ en }) => en)).toEqual([]);
  });

  test('has frames around cards that are there, each in one, and folded so that the board is read at once', async () => {
    const { board } = (await readTemplate(name)).document;
    const frames = Object.values(board.frames ?? {});
    const framed = frames.flatMap(({ nodes }) => nodes);
    expect(framed.filter((id) => !(id in board.nodes))).toEqual([]);
    expect(new Set(framed).size).toBe(framed.length);
    const folded = frames.filter((frame) => frame.folded);
    const hidden = folded.flatMap(({ nodes }) => nodes).length;
    expect(Object.keys(board.nodes).length - hidden + folded.length).toBeLessThanOrEqual(MOST_AT_FIRST_SIGHT);
  });
});
