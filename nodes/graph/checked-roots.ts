import { textDial } from './dials.ts';
import type { GraphDocument, Wire } from './document.ts';
import type { GraphProblem } from './problems.ts';
import type { Uses, WatchedDocument } from './watched-document.ts';
import { wiresByTarget } from './wires-by-target.ts';

/** What stood in the way of a root of the board: an optimizer, a view, a metric or an output. */
interface Checked {
  /** All that it is made of on the board. */
  readonly key: string;
  readonly uses: Uses;
  readonly problems: readonly GraphProblem[];
  readonly works: boolean;
  /** The board as it was; kept of what does not work, whose sentence may compare it with parts that do not flow into it. */
  readonly board?: string;
}

/** What checks remember of the roots of a board, so that after an edit only those are written again that it reaches. */
export class CheckedRoots {
  readonly #roots = new Map<string, Checked>();

  get(node: string): Checked | undefined {
    return this.#roots.get(node);
  }

  set(node: string, checked: Checked): void {
    this.#roots.set(node, checked);
  }

  /** Forgets what stands on the board no more. */
  keep(board: Readonly<Record<string, unknown>>): void {
    for (const id of this.#roots.keys()) if (!(id in board)) this.#roots.delete(id);
  }
}

/** Tells of one document which of the roots that were checked before are what they were. */
export class RootCheck {
  readonly #roots: CheckedRoots;
  readonly #watched: WatchedDocument;
  readonly #document: GraphDocument;
  readonly #wires: ReadonlyMap<string, readonly Wire[]>;
  readonly #texts = new Map<string, string>();
  readonly #frame: string;
  #boardText: string | null = null;

  constructor(roots: CheckedRoots, watched: WatchedDocument) {
    this.#roots = roots;
    this.#watched = watched;
    this.#document = watched.document;
    this.#wires = wiresByTarget(this.#document.board.wires);
    const { batch, phases } = this.#document;
    this.#frame = JSON.stringify([batch, phases]);
    roots.keep(this.#document.board.nodes);
  }

  /**
   * What stands in the way of a root.
   * @param write finds it out
   */
  check(node: string, write: () => Pick<Checked, 'problems' | 'works'>): Pick<Checked, 'problems' | 'works'> {
    const key = this.#keyOf(node);
    const known = this.#roots.get(node);
    const holds = known?.key === key && this.#watched.holds(known.uses);
    if (holds && (known.board === undefined || known.board === this.#board())) return known;
    const { made, uses } = this.#watched.during(write);
    this.#roots.set(node, { key, uses, ...made, ...(made.works ? {} : { board: this.#board() }) });
    return made;
  }

  #board(): string {
    return (this.#boardText ??= JSON.stringify(this.#document.board));
  }

  /** The root and everything on the board that flows into it, with its wires. */
  #keyOf(root: string): string {
    const reached = new Set([root]);
    const parts = [this.#frame];
    for (const id of reached) {
      parts.push(this.#textOf(id));
      for (const { from } of this.#wires.get(id) ?? []) reached.add(from.node);
    }
    return parts.join('\n');
  }

  #textOf(id: string): string {
    let text = this.#texts.get(id);
    if (text === undefined) {
      const { position: _, ...node } = this.#document.board.nodes[id] ?? { kind: '' };
      text = JSON.stringify([id, node, this.#wires.get(id)]);
      this.#texts.set(id, text);
    }
    return text;
  }
}

/** The blocks that are wired to a port of a node of the board, by id. */
export const blocksInto = ({ board }: GraphDocument, node: string, port: string): readonly string[] =>
  board.wires
    .filter(({ from, to }) => to.node === node && to.port === port && from.port === 'block')
    .flatMap(({ from }) => {
      const source = board.nodes[from.node];
      const block = source && !source.off ? textDial(source, 'block', '') : '';
      return block === '' ? [] : [block];
    });
