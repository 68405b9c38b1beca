import type { Look } from '../../nodes/graph/compiled.ts';

/** Parts of the engine's time that views may take: those on a screen, and all others. */
const WATCHED = 0.012;
const UNWATCHED = 0.002;
/** A training has just begun: people want to see it move. Milliseconds, and the part that watched views have meanwhile. */
const FIRST = 5000;
const FIRST_SHARE = 0.06;
/** Milliseconds between two looks at one view, however cheap it is. */
const SHORTEST = 150;
const SHORTEST_UNWATCHED = 15_000;

/** A look costs what the last ones did, on average. */
const COUNTED = 3;
/** The first look makes its program ready, which says nothing of the next: that one comes after so many milliseconds. */
const UNMEASURED = 700;

interface Known {
  /** When it was looked at last. */
  readonly at: number;
  /** What the last looks took, with all that comes after: milliseconds. None after the first. */
  readonly costs: readonly number[];
}

/**
 * Says which view is due. Each has an equal part of the time that views may take, so a view that is ten times dearer is seen ten
 * times more rarely, and none waits for ever.
 *
 * Its milliseconds are those that the process had a processor for, all threads together (`processorTime`): so its part stays what it is
 * on a machine where others work too.
 */
export class Watching {
  readonly #looks: readonly Look[];
  readonly #known = new Map<string, Known>();
  #watched: ReadonlySet<string> = new Set();
  #began = 0;

  constructor(looks: readonly Look[]) {
    this.#looks = looks.filter(({ definition }) => definition.role === 'view' && !definition.rarely);
  }

  /** From now on these are on a screen. */
  watch(nodes: Iterable<string>): void {
    this.#watched = new Set(nodes);
  }

  /** Training begins or goes on. */
  begin(now: number): void {
    this.#began = now;
  }

  /** A view was looked at. @param cost with encoding and telling */
  looked(node: string, now: number, cost: number): void {
    const before = this.#known.get(node)?.costs;
    this.#known.set(node, { at: now, costs: before ? [...before, cost].slice(-COUNTED) : [] });
  }

  /** What was seen of these is no longer so: they are due at once. */
  lookAnew(nodes: Iterable<string>): void {
    for (const node of nodes) {
      const known = this.#known.get(node);
      if (known) this.#known.set(node, { ...known, at: -Infinity });
    }
  }

  /** The view that waits longest beyond its time, if one does. One that nobody looked at yet is due at once. */
  due(now: number): Look | null {
    let found: Look | null = null;
    let longest = 0;
    for (const look of this.#looks) {
      const late = this.#late(look.node, now);
      if (late < longest || (late === longest && found)) continue;
      [found, longest] = [look, late];
    }
    return found;
  }

  /** By how many of its intervals a view is late; negative where it is not due yet. */
  #late(node: string, now: number): number {
    const known = this.#known.get(node);
    if (!known) return Infinity;
    return (now - known.at) / this.#interval(node, known.costs, now) - 1;
  }

  #interval(node: string, costs: readonly number[], now: number): number {
    const watched = this.#watched.has(node);
    if (costs.length === 0) return watched ? UNMEASURED : SHORTEST_UNWATCHED;
    const alike = this.#looks.filter((look) => this.#watched.has(look.node) === watched).length;
    const first = now - this.#began < FIRST;
    const share = watched ? (first ? FIRST_SHARE : WATCHED) : UNWATCHED;
    const cost = costs.reduce((sum, one) => sum + one, 0) / costs.length;
    return Math.max((cost * alike) / share, watched ? SHORTEST : SHORTEST_UNWATCHED);
  }
}

/** Milliseconds that this process had a processor for, all of its threads together. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
