import type { Text } from '../../nodes/alphabet/problem.ts';
import { formatShape, knownSize } from '../../nodes/alphabet/shape.ts';
import { CheckedRoots } from '../../nodes/graph/checked-roots.ts';
import { check } from '../../nodes/graph/compile.ts';
import { describe, type Description, type WireType } from '../../nodes/graph/describe.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Memory } from '../../nodes/graph/memory.ts';
import { joinProblems, keyOf } from '../../nodes/graph/join-problems.ts';
import type { GraphProblem } from '../../nodes/graph/problems.ts';
import type { Cost } from '../../nodes/program/cost.ts';
import { difference, withDifference, type Difference } from './difference.ts';

/** What the window knows of a document while it is edited. Keys begin with the calls that lead there, outermost first. */
export interface Described {
  /** By `node.port` on the board, `calls/node.port` inside. */
  readonly wires: ReadonlyMap<string, WireType>;
  /** One forward pass of a batch, by `node` and `calls/node`. */
  readonly costs: ReadonlyMap<string, Cost>;
  /** Trained weights by block, and inside by `block/members/node`. */
  readonly parameters: ReadonlyMap<string, number>;
  /** The shape of each trained weight, by its name. */
  readonly weights: ReadonlyMap<string, string>;
  readonly problems: readonly GraphProblem[];
  /** How long it took. */
  readonly milliseconds: number;
}

/** What a description tells beside the one before it: an edit changes few of the many things that are known. */
export interface DescribedSince {
  readonly maps: { readonly [Name in MapName]: Difference<MapsOf[Name]> };
  readonly problems: readonly GraphProblem[];
  readonly milliseconds: number;
}

interface MapsOf {
  readonly wires: WireType;
  readonly costs: Cost;
  readonly parameters: number;
  readonly weights: string;
}
type MapName = keyof MapsOf;

export const NOTHING_DESCRIBED: Described = {
  wires: new Map(),
  costs: new Map(),
  parameters: new Map(),
  weights: new Map(),
  problems: [],
  milliseconds: 0,
};

export const describedSince = (before: Described, now: Described): DescribedSince => ({
  maps: {
    wires: difference(before.wires, now.wires),
    costs: difference(before.costs, now.costs),
    parameters: difference(before.parameters, now.parameters),
    weights: difference(before.weights, now.weights),
  },
  problems: now.problems,
  milliseconds: now.milliseconds,
});

/** The description that followed another one. What did not change is the same object as before. */
export const describedAfter = (before: Described, { maps, ...told }: DescribedSince): Described => ({
  wires: withDifference(before.wires, maps.wires),
  costs: withDifference(before.costs, maps.costs),
  parameters: withDifference(before.parameters, maps.parameters),
  weights: withDifference(before.weights, maps.weights),
  ...told,
});

/**
 * Shapes, costs, parameters and the problems that stand in the way of them.
 * @param memory of the descriptions before: only what an edit changed is found out again
 */
export function describeForWindow(document: GraphDocument, memory?: Memory): Described {
  const start = performance.now();
  const description = describe(document, memory);
  return {
    wires: new Map([...description.wires, ...description.inside]),
    costs: description.costs,
    parameters: parametersBelow(description),
    weights: weightShapes(description),
    problems: description.problems,
    milliseconds: performance.now() - start,
  };
}

/** Shapes of weights by name: what is carried over from one model to another agrees in both. */
export const weightShapes = ({ variables }: Pick<Description, 'variables'>): ReadonlyMap<string, string> =>
  new Map(
    [...variables.values()].flatMap(({ name, role, type }) =>
      role === 'weight' ? [[name, formatShape(type.shape)] as const] : [],
    ),
  );

/** Weights by every prefix of their names; the number of a stacked member is left out, so that its card counts them all. */
function parametersBelow({ variables }: Description): ReadonlyMap<string, number> {
  const parameters = new Map<string, number>();
  for (const { name, role, type } of variables.values()) {
    if (role !== 'weight') continue;
    const size = knownSize(type.shape);
    const owners = name
      .split('/')
      .slice(0, -1)
      .filter((part) => !/^\d+$/.test(part));
    owners.forEach((_, i) => {
      const owner = owners.slice(0, i + 1).join('/');
      parameters.set(owner, (parameters.get(owner) ?? 0) + size);
    });
  }
  return parameters;
}

/**
 * All problems, with those that only training meets: slower than shapes, so it comes after them, and stops between the parts of
 * the board.
 * @param roots of the checks before: only what an edit reached is checked again
 */
export function* allProblems(
  document: GraphDocument,
  known: readonly GraphProblem[],
  roots?: CheckedRoots,
): Generator<void, readonly GraphProblem[]> {
  return joinProblems(known, yield* check(document, roots));
}

/** Sentences that are told at once of what an edit would break. */
const MOST_TOLD = 3;

/**
 * What an edit would break: the errors that are in a document and were not in the one before, those that only training meets
 * among them.
 * @returns a sentence a line; `null` where nothing breaks
 */
export function brokenBy(
  before: GraphDocument,
  after: GraphDocument,
  memory?: Memory,
  roots: CheckedRoots = new CheckedRoots(),
): Text | null {
  const known = new Set(everything(before, memory, roots).map(keyOf));
  const broken = new Map(
    everything(after, memory, roots)
      .filter((problem) => problem.severity === 'error' && !known.has(keyOf(problem)))
      .map(({ text }) => [text.en, text]),
  );
  const told = [...broken.values()].slice(0, MOST_TOLD);
  return told.length === 0
    ? null
    : { en: told.map(({ en }) => en).join('\n'), ko: told.map(({ ko }) => ko).join('\n') };
}

/** All problems at once. */
function everything(
  document: GraphDocument,
  memory: Memory | undefined,
  roots: CheckedRoots,
): readonly GraphProblem[] {
  const work = allProblems(document, describe(document, memory).problems, roots);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
