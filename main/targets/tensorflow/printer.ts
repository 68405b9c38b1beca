import { knownShape, type TensorType } from '../../../nodes/alphabet/shape.ts';
import type { Instruction, Program } from '../../../nodes/program/program.ts';
import { variablesOf } from '../variables.ts';
import { GraphBuilder, nodeOf, type GraphNode, type Ref } from './graph-builder.ts';
import { inPlaceUpdates, printInPlace, type InPlace } from './in-place.ts';
import { printInstructions, type Refs } from './print-program.ts';

/** Something that goes in or comes out under a name. */
export interface Door {
  readonly name: string;
  readonly node: string;
  readonly type: TensorType;
}

/** One program inside a graph. */
export interface PrintedEntry {
  readonly feeds: readonly Door[];
  /** In the order of their names. */
  readonly outputs: readonly Door[];
  /** What is to be fetched: the outputs, or a number that nobody asked for where there are none. */
  readonly fetches: readonly string[];
  /** Variables that must have a value before. */
  readonly reads: readonly string[];
  /** Variables that have one afterwards. */
  readonly updates: readonly string[];
}

/** The nodes of one variable. */
export interface PrintedVariable {
  readonly type: TensorType;
  /** What it holds. */
  readonly value: string;
  /** A placeholder for what it shall hold, */
  readonly feed: string;
  /** and what to fetch so that it does. */
  readonly written: string;
}

/** Programs as one graph. */
export interface PrintedPrograms {
  readonly nodes: readonly GraphNode[];
  /** Which instruction wrote the nodes of a scope. */
  readonly places: ReadonlyMap<string, Instruction>;
  readonly entries: ReadonlyMap<string, PrintedEntry>;
  readonly variables: ReadonlyMap<string, PrintedVariable>;
}

/**
 * Prints programs into one graph, as entry points that share variables by name.
 *
 * An entry reads each variable once. An update runs after that read and after every node that uses it, and the entry's outputs
 * run after all of its updates. What a variable is set to is copied first, so that it never shares memory with a feed.
 *
 * @param programs by entry name; all dimensions must be known
 */
export function printPrograms(programs: Readonly<Record<string, Program>>): PrintedPrograms {
  const graph = new GraphBuilder();
  const variables = new Map(
    [...variablesOf(programs)].map(([name, type], i) => [name, printVariable(graph, type, `w${i}`)]),
  );
  const handles = new Map([...variables.keys()].map((name, i) => [name, `w${i}`]));
  const entries = new Map(
    Object.entries(programs).map(([name, program], i) => [
      name,
      printEntry(graph, program, `e${i}`, handles),
    ]),
  );
  return { nodes: graph.nodes, places: graph.places, entries, variables };
}

function printVariable(graph: GraphBuilder, { shape, dtype }: TensorType, handle: string): PrintedVariable {
  const type = { dtype: { type: dtype }, shape: { shape: knownShape(shape) } } as const;
  graph.node('VarHandleOp', [], { ...type, shared_name: { text: handle } }, handle);
  const feed = graph.node('Placeholder', [], type, `${handle}/feed`);
  const assign = graph.within(`${handle}/write`, null, () => printAssignment(graph, handle, feed, dtype));
  return {
    type: { shape, dtype },
    value: printRead(graph, handle, dtype, `${handle}/value`),
    feed,
    written: printAfter(graph, graph.int(1), 'int32', [assign.name], `${handle}/written`),
  };
}

const printRead = (graph: GraphBuilder, handle: string, dtype: TensorType['dtype'], name: string): Ref =>
  graph.node('ReadVariableOp', [handle], { dtype: { type: dtype } }, name);

/** Sets a variable to a copy: TensorFlow would keep the memory itself, and that of a feed belongs to JavaScript. */
function printAssignment(
  graph: GraphBuilder,
  handle: string,
  value: Ref,
  dtype: TensorType['dtype'],
): GraphNode {
  const copy = graph.node('Snapshot', [value], { T: { type: dtype } });
  graph.node('AssignVariableOp', [handle, copy], { dtype: { type: dtype } });
  return graph.nodes.at(-1)!;
}

/** The same value, when those nodes have run. */
function printAfter(
  graph: GraphBuilder,
  value: Ref,
  dtype: TensorType['dtype'],
  controls: string[],
  name: string,
): Ref {
  return graph.add({ name, op: 'Identity', inputs: [value], controls, attributes: { T: { type: dtype } } })
    .name;
}

function printEntry(
  graph: GraphBuilder,
  program: Program,
  entry: string,
  handles: ReadonlyMap<string, string>,
): PrintedEntry {
  const type = (value: number) => program.types[value]!;
  const start = graph.nodes.length;
  const refs: Refs = new Map();
  const feeds = program.feeds.map(({ name, value }, i): Door => {
    const { shape, dtype } = type(value);
    const attributes = { dtype: { type: dtype }, shape: { shape: knownShape(shape) } };
    const node = graph.node('Placeholder', [], attributes, `${entry}/f${i}`);
    refs.set(value, node);
    return { name, node, type: type(value) };
  });

  const moved = inPlaceUpdates(program);
  const used = usedValues(program, moved);
  const reads = program.variables.filter(({ value }) => used.has(value));
  reads.forEach(({ name, value }, i) =>
    refs.set(value, printRead(graph, handles.get(name)!, type(value).dtype, `${entry}/r${i}`)),
  );

  const updates = new Map<string, GraphNode>();
  const instead = new Map(
    [...moved].map(([instruction, inPlace]) => [
      instruction,
      printInPlace(inPlace, handles, used, (node) =>
        inPlace.names.forEach((name) => updates.set(name, node)),
      ),
    ]),
  );
  printInstructions(graph, program, refs, { name: entry, instead });
  Object.entries(program.updates).forEach(([name, value], i) => {
    const handle = handles.get(name)!;
    const unchanged = reads.some((read) => read.name === name && read.value === value);
    if (updates.has(name) || unchanged) return;
    const assign = graph.within(`${entry}/u${i}`, null, () =>
      printAssignment(graph, handle, refs.get(value)!, type(value).dtype),
    );
    updates.set(name, assign);
  });
  const before = orderUpdates(graph.nodes.slice(start), new Set(updates.values()));
  for (const { name, value } of reads) updates.get(name)?.controls.push(...before(refs.get(value)!));

  const done: string[] = [];
  if (updates.size > 0) {
    const controls = [...new Set(updates.values())].map((node) => node.name);
    done.push(graph.add({ name: `${entry}/done`, op: 'NoOp', inputs: [], controls, attributes: {} }).name);
  }
  const outputs = Object.entries(program.outputs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value], i): Door => {
      const node = printAfter(graph, refs.get(value)!, type(value).dtype, done, `${entry}/o${i}`);
      return { name, node, type: type(value) };
    });
  return {
    feeds,
    outputs,
    fetches:
      outputs.length > 0
        ? outputs.map(({ node }) => node)
        : [printAfter(graph, graph.int(1), 'int32', done, `${entry}/end`)],
    reads: program.variables.map(({ name }) => name),
    updates: Object.keys(program.updates),
  };
}

/** The values that somebody looks at, apart from updates in place, which know the variables themselves. */
function usedValues(program: Program, moved: ReadonlyMap<Instruction, InPlace>): ReadonlySet<number> {
  const used = new Set(Object.values(program.outputs));
  for (const instruction of program.instructions)
    for (const value of moved.get(instruction)?.inputs ?? instruction.inputs) used.add(value);
  const inPlace = new Set([...moved.values()].flatMap(({ names }) => names));
  for (const [name, value] of Object.entries(program.updates)) if (!inPlace.has(name)) used.add(value);
  return used;
}

/**
 * Answers with what must run before the update of a variable, for the read of that variable: the read and the nodes that use
 * it. Not those that wait for an update themselves; they keep what was read, and TensorFlow changes no tensor that is kept.
 */
function orderUpdates(nodes: readonly GraphNode[], updates: ReadonlySet<GraphNode>): (read: Ref) => string[] {
  const late = new Set<string>([...updates].map(({ name }) => name));
  const users = new Map<Ref, string[]>();
  for (const { name, inputs, controls } of nodes) {
    if (inputs.some((input) => late.has(nodeOf(input))) || controls.some((control) => late.has(control)))
      late.add(name);
    if (late.has(name)) continue;
    for (const input of new Set(inputs)) users.set(input, [...(users.get(input) ?? []), name]);
  }
  return (read) => [read, ...(users.get(read) ?? [])];
}
