import { Problem } from '../alphabet/problem.ts';
import type { Tensor } from '../alphabet/operation.ts';
import { costsByNode, type Cost } from '../program/cost.ts';
import type { BoardNode, BuiltNode, PortValues, WireValue } from './scope.ts';
import type { Slice } from './slice.ts';
import { Variables, type Variable } from './variables.ts';
import type { Uses, WatchedDocument } from './watched-document.ts';
import type { WireType } from './wire-type.ts';

/** What there is to tell of one node of the board and of all that is inside of it. */
interface Told {
  /** By `calls/node.port`. */
  readonly inside: readonly (readonly [string, WireType])[];
  readonly costs: readonly (readonly [string, Cost])[];
  /** Every variable that was declared, known ones too. */
  readonly variables: readonly Variable[];
}

/** What a node gave at an output: a tensor of that type, one of the tensors that it was given, or another value. */
type Given = { readonly type: WireType } | { readonly input: number } | { readonly value: WireValue };

interface Remembered extends Told {
  /** The node's own settings and what arrived at its inputs. */
  readonly key: string;
  readonly uses: Uses;
  readonly outputs: Readonly<Record<string, Given>>;
}

/** What descriptions remember of the nodes of a board, so that after an edit only what it changed is written again. */
export class Memory {
  readonly nodes = new Map<string, Remembered>();

  /** Forgets what stands on the board no more. */
  keep(board: Readonly<Record<string, unknown>>): void {
    for (const id of this.nodes.keys()) if (!(id in board)) this.nodes.delete(id);
  }
}

/** Variables that note who declares them. */
export class NotedVariables extends Variables {
  #noted: Variable[] = [];

  override declare(variable: Variable): Variable {
    this.#noted.push(variable);
    return super.declare(variable);
  }

  /** What was declared since the last time. */
  take(): readonly Variable[] {
    const noted = this.#noted;
    this.#noted = [];
    return noted;
  }
}

/** Describes the nodes of a board one after another, those from memory that are what they were. */
export class Recollection {
  readonly inside = new Map<string, WireType>();
  readonly costs = new Map<string, Cost>();
  readonly #memory: Memory;
  readonly #watched: WatchedDocument;
  readonly #variables: NotedVariables;
  readonly #slice: () => Slice;

  constructor(memory: Memory, watched: WatchedDocument, variables: NotedVariables, slice: () => Slice) {
    this.#memory = memory;
    this.#watched = watched;
    this.#variables = variables;
    this.#slice = slice;
  }

  /** What a node gives at its outputs; it is written only where something that it is made of has changed. */
  recall(asked: BoardNode, write: () => PortValues): PortValues {
    const slice = this.#slice();
    const given = tensorsIn(asked.values);
    const before = given.map((tensor) => JSON.stringify(slice.meaningOf(tensor)));
    const key = keyOf(asked, given, before, slice.settings.document.batch);
    const known = this.#memory.nodes.get(asked.id);
    if (known?.key === key && this.#watched.holds(known.uses) && this.#declares(known)) {
      this.#tell(known);
      return Object.fromEntries(
        Object.entries(known.outputs).map(([port, output]) => [port, replay(slice, output, given)]),
      );
    }

    const { trace } = slice.settings;
    const [instructions, built, values] = [trace.instructions.length, slice.built.length, trace.types.length];
    this.#variables.take();
    let written: { readonly made: PortValues; readonly uses: Uses } | null = null;
    try {
      written = this.#watched.during(write);
      return written.made;
    } finally {
      const told: Told = {
        inside: insideOf(slice, slice.built.slice(built)),
        costs: [
          ...costsByNode(trace.instructions.slice(instructions), trace.types, slice.settings.document.batch),
        ],
        variables: this.#variables.take(),
      };
      this.#tell(told);
      const outputs = written && outputsOf(slice, written.made, given, values);
      // A node that says something of its inputs says it again each time.
      const leaves = given.every((tensor, i) => JSON.stringify(slice.meaningOf(tensor)) === before[i]);
      if (outputs && leaves) this.#memory.nodes.set(asked.id, { key, uses: written!.uses, outputs, ...told });
      else this.#memory.nodes.delete(asked.id);
    }
  }

  /** @returns whether all calls of its blocks agree with it; where they do not, it is written again for the sentence */
  #declares({ variables }: Told): boolean {
    try {
      for (const variable of variables) this.#variables.declare(variable);
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return false;
    }
  }

  #tell({ inside, costs }: Told): void {
    for (const [key, type] of inside) if (!this.inside.has(key)) this.inside.set(key, type);
    for (const [key, cost] of costs) this.costs.set(key, cost);
  }
}

const isTensor = (value: unknown): value is Tensor =>
  typeof value === 'object' && value !== null && 'trace' in value;

/** The tensors that arrive, each once. */
function tensorsIn(values: BoardNode['values']): readonly Tensor[] {
  const all = Object.values(values).flatMap((value) =>
    Array.isArray(value) ? value.map((one: { readonly value: WireValue }) => one.value) : [value],
  );
  return [...new Map(all.filter(isTensor).map((tensor) => [tensor.id, tensor])).values()];
}

function keyOf(
  { kind, dials, values }: BoardNode,
  given: readonly Tensor[],
  meanings: readonly string[],
  batch: number,
): string {
  const types = given.map(({ shape, dtype }, i) => [shape, dtype, meanings[i]]);
  return JSON.stringify([batch, kind, dials, types, values], (_, value: unknown) =>
    isTensor(value) ? given.findIndex(({ id }) => id === value.id) : value,
  );
}

/** `null` where a node gives what is neither its own nor one of its inputs: a door that another one opened. */
function outputsOf(
  slice: Slice,
  made: PortValues,
  given: readonly Tensor[],
  first: number,
): Record<string, Given> | null {
  const outputs: Record<string, Given> = {};
  for (const [port, value] of Object.entries(made)) {
    if (value === undefined) continue;
    const input = isTensor(value) ? given.findIndex(({ id }) => id === value.id) : -1;
    if (!isTensor(value)) outputs[port] = { value };
    else if (input >= 0) outputs[port] = { input };
    else if (value.id >= first) outputs[port] = { type: wireType(slice, value) };
    else return null;
  }
  return outputs;
}

function replay(slice: Slice, output: Given, given: readonly Tensor[]): WireValue {
  if ('value' in output) return output.value;
  if ('input' in output) return given[output.input]!;
  return slice.means(slice.settings.trace.elsewhere(output.type), output.type.meaning);
}

export const wireType = (slice: Slice, tensor: Tensor): WireType => ({
  shape: tensor.shape,
  dtype: tensor.dtype,
  meaning: slice.meaningOf(tensor),
});

function insideOf(slice: Slice, built: readonly BuiltNode[]): readonly (readonly [string, WireType])[] {
  const inside = new Map<string, WireType>();
  for (const { path, node, outputs } of built) {
    const calls = path.replaceAll(/\[\d+\]|#\d+/g, '');
    for (const [port, value] of Object.entries(outputs)) {
      const key = `${calls}/${node}.${port}`;
      if (isTensor(value) && !inside.has(key)) inside.set(key, wireType(slice, value));
    }
  }
  return [...inside];
}
