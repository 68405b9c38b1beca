import type { Text } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { Design, GraphDocument, GraphNode } from '../../nodes/graph/document.ts';
import { formulaOf } from '../../nodes/graph/formula.ts';
import { plainFormula } from '../../nodes/plain-formula.ts';
import { designCalledBy } from '../edits/nodes.ts';
import { exactText } from '../language/numbers.ts';
import type { Graph } from '../../nodes/graph/document.ts';

/** What the layers of a design are called where there is little room. */
const SHORT: Readonly<Record<string, string>> = {
  conv2d: 'conv',
  'conv2d-transpose': 'convT',
  'depthwise-conv2d': 'depthwise',
  dense: 'dense',
  attention: 'attention',
  embedding: 'embedding',
};
const SIZES = ['filters', 'units', 'heads', 'size'] as const;

/** What a design is made of, in one line: `conv 32 · 64 · dense 128 · 2`. */
export function designLine({ nodes }: Pick<Design, 'nodes'>): string {
  const parts: string[] = [];
  let last = '';
  let lastSize = '';
  for (const node of Object.values(nodes)) {
    const name = SHORT[node.kind];
    if (name === undefined) continue;
    const size = SIZES.map((dial) => node.dials[dial]).find((value) => typeof value === 'number');
    const text = size === undefined ? '' : String(size);
    if (node.kind !== last) parts.push(`${name} ${text}`.trim());
    else if (text !== '' && text !== lastSize) parts.push(text);
    last = node.kind;
    lastSize = text;
  }
  return parts.join(' · ');
}

/** The one muted line of a card: what a call is made of, the dials that were turned, or the formula. */
export function cardLine(document: GraphDocument, graph: Graph, id: string): Text {
  const node = graph.nodes[id];
  const definition = node && catalogue.get(node.kind);
  if (!node || !definition) return plain('');
  const called = designCalledBy(document, graph, id);
  if (called !== null) {
    const times = Number(node.dials.times ?? 1);
    return plain(`${times > 1 ? `${times} × ` : ''}${designLine(document.designs[called]!)}`);
  }
  if (definition.role === 'input' || definition.role === 'output') return doorLine(node);
  if (definition.family === 'layers')
    return layerLine(node, definition.dials as Readonly<Record<string, Dial>>);
  const words = Object.entries<Dial>(definition.dials).flatMap(([name, dial]) => {
    const value = spoken(dial, node, name);
    return value ? [value] : [];
  });
  if (words.length > 0) return joined(words.slice(0, 3));
  return plain(equationsThatFit(formulaOf(definition, node.dials) ?? ''));
}

/** Characters of a card's line. */
const LINE = 34;

/** As many of a formula's equations as there is room for, from the first on. */
function equationsThatFit(formula: string): string {
  const equations = formula.split(/,\s*\\quad\s*/);
  const lines = equations.map((_, i) => plainFormula(equations.slice(0, i + 1).join(',\\quad ')));
  return lines.findLast(({ length }) => length <= LINE) ?? '';
}

const plain = (text: string): Text => ({ en: text, ko: text });
const joined = (words: readonly Text[]): Text => ({
  en: words.map(({ en }) => en).join(' · '),
  ko: words.map(({ ko }) => ko).join(' · '),
});

function doorLine(node: GraphNode): Text {
  const { name } = node.dials;
  return plain(typeof name === 'string' ? name : node.kind);
}

/** A layer as papers write it: `32 · 4 × 4 · stride 2 · ReLU`. */
function layerLine(node: GraphNode, dials: Readonly<Record<string, Dial>>): Text {
  const at = (name: string) => (name in dials ? (node.dials[name] ?? dials[name]!.default) : undefined);
  const words: Text[] = [];
  const size = SIZES.map(at).find((value) => typeof value === 'number');
  if (size !== undefined) words.push(plain(exactText(size)));
  const kernel = at('kernel');
  if (Array.isArray(kernel))
    words.push(plain((kernel.length === 1 ? [...kernel, ...kernel] : kernel).join(' × ')));
  const strides = at('strides');
  if (Array.isArray(strides) && strides.some((stride) => stride !== 1)) {
    const text = [...new Set(strides)].join(' × ');
    words.push({ en: `stride ${text}`, ko: `스트라이드 ${text}` });
  }
  const activation = dials.activation ? spoken(dials.activation, node, 'activation') : null;
  if (activation) words.push(activation);
  if (words.length > 0) return joined(words);
  const others = Object.entries(dials).flatMap(([name, dial]) => spoken(dial, node, name) ?? []);
  return joined(others.slice(0, 3));
}

/** A dial in a word or two, where it says something about the card; `null` where it does not. */
function spoken(dial: Dial, node: GraphNode, name: string): Text | null {
  const value = node.dials[name];
  switch (dial.type) {
    case 'choice': {
      const chosen = typeof value === 'string' ? value : dial.default;
      const first = Object.keys(dial.options)[0] === chosen;
      if (chosen === 'linear' || chosen === 'auto' || (value === undefined && first)) return null;
      const words = dial.options[chosen];
      return words ? { en: short(words.en), ko: short(words.ko) } : null;
    }
    case 'number':
      // Live dials have a place of their own on the card.
      return typeof value === 'number' && value !== dial.default && !dial.live
        ? numberWords(dial, exactText(value))
        : null;
    case 'numbers': {
      if (dial.exampleOf) return null;
      const numbers = (Array.isArray(value) ? value : undefined) ?? (value === undefined ? dial.default : []);
      if (numbers.length === 0 || (value === undefined && name !== 'shape')) return null;
      return plain(numbers.join(name === 'shape' || name === 'kernel' ? ' × ' : ', '));
    }
    case 'text':
      return typeof value === 'string' && value !== '' && value.length < 24 ? plain(value) : null;
    case 'flag':
    case 'weights':
      return null;
  }
}

const short = (text: string): string => text.replace(/\s*[:(].*$/, '');

const numberWords = ({ title }: Dial, number: string): Text => ({
  en: `${short(title.en).toLowerCase()} ${number}`,
  ko: `${short(title.ko)} ${number}`,
});
