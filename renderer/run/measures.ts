import { catalogue } from '../../nodes/catalogue.ts';
import type { GraphDocument, Wire } from '../../nodes/graph/document.ts';
import { outputTitle, portTitle, titleOnBoard } from '../../nodes/graph/node-title.ts';
import { numberOf, numberTitle } from '../../nodes/graph/number-title.ts';
import { portsOf } from '../../nodes/graph/ports.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';

/** One quantity over training, as one plot shows it: what training measures and, where that is the same, what was held out. */
export interface Measure {
  readonly key: string;
  readonly title: Text;
  readonly unit: string | null;
  /** Name of the curve of the training batches. */
  readonly train: string | null;
  /** Name of the curve of held-out examples. */
  readonly heldOut: string | null;
  /** Losses come first, then what metrics measure by themselves, then what optimizers tell of themselves. */
  readonly group: 'losses' | 'metrics' | 'optimizers';
}

const GROUPS: readonly Measure['group'][] = ['losses', 'metrics', 'optimizers'];

/**
 * Sorts curves by what they measure.
 * @param names the curves there are: `node.port` of training, `node name` of views and metrics
 */
export function measuresOf(document: GraphDocument, names: readonly string[]): readonly Measure[] {
  const reader = new Reader(document);
  const measures: Measure[] = [];
  for (const name of names) {
    const [node, port] = splitAt(name, '.');
    if (name.includes(' ') || !document.board.nodes[node] || reader.isTwin(node, port)) continue;
    const isLoss = reader.isLoss(node);
    const moved = isLoss ? null : reader.lossOf(node, port);
    measures.push({
      key: name,
      title:
        moved !== null
          ? reader.titleOfOutput(moved)
          : isLoss && port === 'loss'
            ? reader.title(node)
            : reader.titleOfPort(node, port),
      unit: reader.unitOf(node, port),
      train: name,
      heldOut: null,
      group: isLoss || moved !== null ? 'losses' : 'optimizers',
    });
  }
  for (const name of names) {
    const [node, number] = splitAt(name, ' ');
    if (!name.includes(' ') || !document.board.nodes[node]) continue;
    const loss = reader.lossLike(node, number);
    const same = measures.findIndex(({ train }) => loss !== null && train === loss);
    if (same >= 0) measures[same] = { ...measures[same]!, heldOut: name };
    else if (!reader.numberOf(node, number)?.constant)
      measures.push({
        key: name,
        title: reader.titleOfNumber(node, number),
        unit: reader.numberOf(node, number)?.unit ?? null,
        train: null,
        heldOut: name,
        group: 'metrics',
      });
  }
  const rank = (measure: Measure) =>
    2 * GROUPS.indexOf(measure.group) + (measure.train !== null && reader.isTotal(measure.train) ? 0 : 1);
  return measures
    .map((measure, index) => ({ measure, index }))
    .sort(
      (a, b) =>
        rank(a.measure) - rank(b.measure) || reader.portOrder(a.measure, b.measure) || a.index - b.index,
    )
    .map(({ measure }) => measure);
}

/** What the board says of its numbers. */
class Reader {
  readonly #document: GraphDocument;

  constructor(document: GraphDocument) {
    this.#document = document;
  }

  /** Numbers of one node of training stand as its ports do. */
  portOrder(a: Measure, b: Measure): number {
    const [[node, port], [other, next]] = [splitAt(a.train ?? '', '.'), splitAt(b.train ?? '', '.')];
    if (node !== other || !this.#node(node)) return 0;
    const ports = Object.keys(portsOf(this.#document, this.#document.board, node).outputs);
    return ports.indexOf(port) - ports.indexOf(next);
  }

  title(node: string): Text {
    return titleOnBoard(this.#document, node);
  }

  /** One of several numbers that a node tells: by itself where its kind is there once, else after the node's title. */
  titleOfPort(node: string, port: string): Text {
    const own = portTitle(this.#document, this.#document.board, { node, port });
    const { kind } = this.#node(node)!;
    if (Object.values(this.#document.board.nodes).filter((other) => other.kind === kind).length === 1)
      return own;
    return after(this.title(node), own);
  }

  titleOfNumber(node: string, number: string): Text {
    return after(this.title(node), numberTitle(this.#node(node)?.kind ?? '', number));
  }

  titleOfOutput(from: Wire['from']): Text {
    return outputTitle(this.#document, this.#document.board, from);
  }

  isLoss(node: string): boolean {
    return catalogue.get(this.#node(node)?.kind ?? '')?.family === 'losses';
  }

  /** What an optimizer moves weights down by: for its own number of it, the output that is wired into it. */
  lossOf(node: string, port: string): Wire['from'] | null {
    if (port !== 'loss' || catalogue.get(this.#node(node)?.kind ?? '')?.role !== 'optimizer') return null;
    return this.#into(node, port)[0]?.from ?? null;
  }

  /** Whether it only repeats the loss that is wired into an optimizer; what is no loss by kind tells its numbers only there. */
  isTwin(node: string, port: string): boolean {
    const moved = this.lossOf(node, port);
    return moved !== null && this.isLoss(moved.node);
  }

  isTotal(curve: string): boolean {
    return this.#node(splitAt(curve, '.')[0])?.kind === 'total';
  }

  /** A sum of nats is in nats. */
  unitOf(node: string, port: string): string | null {
    const drawn = this.#node(node);
    if (!drawn) return null;
    const own = portsOf(this.#document, this.#document.board, node).outputs[port]?.unit;
    if (own !== undefined || drawn.kind !== 'total') return own ?? null;
    const units = new Set(this.#terms(node).map(({ from }) => this.unitOf(from.node, from.port)));
    return units.size === 1 ? [...units][0]! : null;
  }

  numberOf(node: string, number: string) {
    return numberOf(this.#node(node)?.kind ?? '', number);
  }

  /** The curve of training that measures the same as a metric's number. */
  lossLike(node: string, number: string): string | null {
    const inputs = this.numberOf(node, number)?.meanOf ?? [];
    const sources = inputs.map((port) => this.#into(node, port)[0]?.from.node);
    if (sources.length === 0 || sources.includes(undefined)) return null;
    if (sources.length === 1) return `${sources[0]}.loss`;
    const total = Object.keys(this.#document.board.nodes).find((id) => this.#isPlainSum(id, sources));
    return total === undefined ? null : `${total}.loss`;
  }

  /** Whether a total adds just these, each once. */
  #isPlainSum(id: string, sources: readonly (string | undefined)[]): boolean {
    const drawn = this.#node(id)!;
    if (drawn.kind !== 'total') return false;
    const terms = this.#terms(id);
    const weights = (drawn.dials.weights ?? {}) as Readonly<Record<string, number>>;
    return (
      terms.length === sources.length &&
      terms.every(({ from, to }) => sources.includes(from.node) && (weights[to.name ?? from.node] ?? 1) === 1)
    );
  }

  #terms(node: string) {
    return this.#into(node, 'term').filter(({ from }) => !this.#node(from.node)?.off);
  }

  #into(node: string, port: string) {
    return this.#document.board.wires.filter(({ to }) => to.node === node && to.port === port);
  }

  #node(id: string) {
    return this.#document.board.nodes[id];
  }
}

const after = (whose: Text, what: Text): Text => ({
  en: `${whose.en}: ${what.en}`,
  ko: `${whose.ko}: ${what.ko}`,
});

/** Before and after the first mark. */
function splitAt(name: string, mark: '.' | ' '): readonly [string, string] {
  const at = name.indexOf(mark);
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}
