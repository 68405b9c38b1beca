import { knownSize } from '../../nodes/alphabet/shape.ts';
import type { Look } from '../../nodes/graph/compiled.ts';
import { LoopMemory } from './loop-memory.ts';
import type { Session } from './session.ts';
import type { Follower } from './turns.ts';

/** How one of them is looked at, and told. */
export type See = (
  session: Session,
  look: Look,
  how: Required<Pick<Follower, 'memory' | 'signal'>>,
) => Promise<void>;

/** Looks at the views and metrics of a model that does not train, one after another, until somebody ends it. */
export class LookAround {
  readonly #see: See;
  /** Those that are to be looked at, by node. */
  readonly #toLook = new Set<string>();
  #stop: AbortController | null = null;
  #looking: Promise<void> = Promise.resolve();

  /** @param see whoever ends the looking meanwhile says so by its `signal`: nothing is told then */
  constructor(see: See) {
    this.#see = see;
  }

  /**
   * Looks at these, and at what is not looked at yet of those before, as soon as that one has ended.
   * @param watched nodes that somebody has on the screen, which come first
   */
  begin(session: Session, looks: readonly Look[], watched: readonly string[]): void {
    for (const { node } of looks) this.#toLook.add(node);
    this.abort();
    const { signal } = (this.#stop = new AbortController());
    this.#looking = this.#looking.then(() => this.#inTurn(session, new Set(watched), signal));
  }

  async #inTurn(session: Session, watched: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const memory = new LoopMemory();
    for (const look of inOrder(session, this.#toLook, watched)) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return;
      await this.#see(session, look, { memory, signal });
      if (signal.aborted) return;
      this.#toLook.delete(look.node);
    }
  }

  /** Ends it, and resolves when nothing is looked at any more. What was left is looked at by the next. */
  async end(): Promise<void> {
    this.abort();
    await this.#looking;
  }

  abort(): void {
    this.#stop?.abort();
  }

  /** The model goes, and what was to be looked at with it. */
  forget(): void {
    this.#toLook.clear();
  }
}

/**
 * Looks of these nodes: what somebody has on the screen first, and each in the order of what it will take, the operations of its
 * program as often as it runs.
 */
function inOrder(
  session: Session,
  nodes: ReadonlySet<string>,
  watched: ReadonlySet<string>,
): readonly Look[] {
  const { compiled } = session;
  const cost = (look: Look) => {
    const { program, batch } = compiled.entries.get(look.entry)!;
    const runs = Math.ceil(session.examplesOf(look) / (batch ?? 1));
    return program.types.reduce((sum, { shape }) => sum + knownSize(shape), 0) * runs;
  };
  return compiled.looks
    .filter(({ node }) => nodes.has(node))
    .map((look) => ({ look, cost: cost(look) }))
    .sort((a, b) => Number(watched.has(b.look.node)) - Number(watched.has(a.look.node)) || a.cost - b.cost)
    .map(({ look }) => look);
}
