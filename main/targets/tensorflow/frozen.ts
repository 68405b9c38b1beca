import { isKnown, type Shape, type TensorType } from '../../../nodes/alphabet/shape.ts';
import { expand } from '../../../nodes/program/expand.ts';
import type { Feed, Instruction, Program } from '../../../nodes/program/program.ts';
import { simplify } from '../../../nodes/program/simplify.ts';
import type { Values } from '../target.ts';
import { checkVariable, variablesOf } from '../variables.ts';
import { GraphBuilder, type GraphNode, type Ref } from './graph-builder.ts';
import { reshape, slice } from './idioms.ts';
import { printInstructions, type Refs } from './print-program.ts';
import type { PrintTable } from './print.ts';
import type { Door } from './printer.ts';
import { readableNames } from './readable-names.ts';
import { table } from './table.ts';

/** A program that only answers, with its weights inside, for others to run. */
export interface FrozenGraph {
  readonly nodes: readonly GraphNode[];
  readonly signature: Signature;
  /** Which instruction wrote the nodes of a scope. */
  readonly places: ReadonlyMap<string, Instruction>;
}

/** What goes in and what comes out, under names that every language takes as names. */
export interface Signature {
  readonly inputs: readonly Door[];
  readonly outputs: readonly Door[];
}

/**
 * Prints a program with its weights as constants.
 *
 * Where it was traced with an open batch, so is the graph: the size is taken from a feed that holds it, or, where none does, from
 * one more input called `batch`.
 *
 * @param weights a value for each variable that the program reads
 * @param printers how operations are printed; those that lack are written as their definitions
 * @throws a sentence where a weight is missing or does not fit, or where the program updates variables
 */
export function printFrozen(
  program: Program,
  weights: ReadonlyMap<string, Values>,
  printers: PrintTable = table,
): FrozenGraph {
  const updated = Object.keys(program.updates);
  if (updated.length > 0)
    throw new Error(
      `Only programs that leave their weights as they are can be taken away; this one updates ${updated.join(', ')}.`,
    );
  const inner = simplify(expand(program, (kind) => kind in printers));
  const fed = doorsOf(program);
  const results = Object.entries(inner.outputs);
  const inputNames = readableNames(fed.map(labelOf), 'input');
  const outputNames = readableNames(
    results.map(([name]) => name),
    'output',
  );
  // An output may have the name of an input, but not its node.
  const outputNodes = readableNames([...inputNames, ...outputNames], 'output').slice(inputNames.length);

  const graph = new GraphBuilder(() => printBatch(graph, inputs));
  const inputs = fed.map((feed, i): Door => {
    const type = feed ? program.types[feed.value]! : BATCH_SIZE;
    const attributes = { dtype: { type: type.dtype }, shape: { shape: openShape(type.shape) } };
    const node = graph.node('Placeholder', [], attributes, inputNames[i]!);
    return { name: node, node, type };
  });
  const given = new Map(fed.map((feed, i) => [feed?.name, inputs[i]!.node]));
  const refs: Refs = new Map([
    ...inner.feeds.map(({ name, value }) => [value, given.get(name)!] as const),
    ...printWeights(graph, inner, weights),
  ]);
  printInstructions(graph, inner, refs, { name: 'e0', printers });
  const outputs = results.map(([, value], i): Door => {
    const type = inner.types[value]!;
    const attributes = { T: { type: type.dtype } };
    const node = graph.node('Identity', [refs.get(value)!], attributes, outputNodes[i]!);
    return { name: outputNames[i]!, node, type };
  });
  return { nodes: graph.nodes, signature: { inputs, outputs }, places: graph.places };
}

/** The size of the batch as an input. */
const BATCH_SIZE: TensorType = { shape: [], dtype: 'int32' };

/** What must be fed; `null` is the size of the batch, where it is open and nothing else tells it. */
function doorsOf(program: Program): readonly (Feed | null)[] {
  const open = program.types.some(({ shape }) => !shape.every(isKnown));
  const told = program.feeds.some(({ value }) => !program.types[value]!.shape.every(isKnown));
  return open && !told ? [...program.feeds, null] : program.feeds;
}

const labelOf = (feed: Feed | null): string =>
  feed === null ? 'batch' : feed.source.kind === 'input' ? feed.source.name : feed.name;

const openShape = (shape: Shape): number[] => shape.map((size) => (isKnown(size) ? size : -1));

/** The batch size as an int32 scalar, from the first input that tells it. */
function printBatch(graph: GraphBuilder, inputs: readonly Door[]): Ref {
  for (const { node, type } of inputs) {
    const axis = type.shape.findIndex((size) => !isKnown(size));
    const size = type.shape[axis];
    if (size === undefined || isKnown(size)) continue;
    const attributes = { T: { type: type.dtype }, out_type: { type: 'int32' } } as const;
    const sizes = graph.node('Shape', [node], attributes);
    const found = reshape(graph, slice(graph, sizes, 'int32', [axis], [1]), 'int32', []);
    if (size.batches === 1) return found;
    return graph.node('FloorDiv', [found, graph.int(size.batches)], { T: { type: 'int32' } });
  }
  return inputs.find(({ type }) => type === BATCH_SIZE)!.node;
}

function printWeights(
  graph: GraphBuilder,
  program: Program,
  weights: ReadonlyMap<string, Values>,
): readonly (readonly [number, Ref])[] {
  const types = variablesOf({ frozen: { ...program, updates: {} } });
  const names = readableNames(
    program.variables.map(({ name }) => name),
    'weight',
  );
  return program.variables.map(({ name, value }, i) => {
    const given = weights.get(name);
    if (!given) throw new Error(`The weight '${name}' is needed, but no value was given for it.`);
    const tensor = checkVariable(types, name, given);
    const node = graph.node(
      'Const',
      [],
      { dtype: { type: tensor.dtype }, value: { tensor } },
      `weights/${names[i]!}`,
    );
    return [value, node] as const;
  });
}
