import type { Text } from '../alphabet/problem.ts';
import { catalogue } from '../catalogue.ts';
import type { Dial } from '../dial.ts';
import type { GraphDocument } from './document.ts';
import { wireTitleByName } from './node-title.ts';

/** How a dial of a node of the board is called: `learningRate`, or `weights.kl`, which has a number for each wire. */
export function dialTitle(document: GraphDocument, node: string, name: string): Text {
  const kind = document.board.nodes[node]?.kind ?? '';
  const dials: Readonly<Record<string, Dial>> = catalogue.get(kind)?.dials ?? {};
  const [, first = name, wire] = /^([^.]*)(?:\.(.*))?$/s.exec(name) ?? [];
  const title = dials[first]?.title;
  if (!title) return { en: name, ko: name };
  if (wire === undefined) return title;
  const of = wireTitleByName(document, document.board, node, wire);
  return { en: `${title.en}, ${of.en}`, ko: `${title.ko}, ${of.ko}` };
}
