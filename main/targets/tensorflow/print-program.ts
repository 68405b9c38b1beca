import { operationOf } from '../../../nodes/alphabet/alphabet.ts';
import type { Instruction, Program } from '../../../nodes/program/program.ts';
import { Trace } from '../../../nodes/program/trace.ts';
import type { GraphBuilder, Ref } from './graph-builder.ts';
import type { Print, Printing, PrintTable } from './print.ts';
import { table } from './table.ts';

/** The references that stand for the values of a program. */
export type Refs = Map<number, Ref>;

/** What is printed where. */
export interface Scope {
  /** Begins the names of all nodes; the instruction that makes value 12 writes `scope/v12.1` and so on. */
  readonly name: string;
  /** Printers that go before the table for certain instructions. */
  readonly instead?: ReadonlyMap<Instruction, Print>;
  /** The kinds that may be printed; the others are written as their definitions. */
  readonly printers?: PrintTable;
  /** The instruction that all of it belongs to, where it is the definition of one. */
  readonly within?: Instruction;
}

/**
 * Prints the instructions of a program.
 * @param refs those of feeds and variables; the others are added
 * @throws a sentence where there is no printer for an operation and it is not made of others
 */
export function printInstructions(graph: GraphBuilder, program: Program, refs: Refs, scope: Scope): void {
  const printers = scope.printers ?? table;
  const type = (value: number) => program.types[value]!;
  for (const instruction of program.instructions) {
    const { kind, inputs, outputs, attributes } = instruction;
    const name = `${scope.name}/v${outputs[0]!}`;
    const place = scope.within ?? instruction;
    const define = () =>
      printDefinition(graph, program, instruction, refs, { ...scope, name, within: place });
    const write: Print = scope.instead?.get(instruction) ?? printers[kind] ?? define;
    const printing = {
      graph,
      inputs: inputs.map((value) => refs.get(value)!),
      inputTypes: inputs.map(type),
      types: outputs.map(type),
      attributes,
      define,
    };
    const printed = graph.within(name, place, () => write(printing as unknown as Printing));
    [printed].flat().forEach((ref, i) => refs.set(outputs[i]!, ref));
  }
}

function printDefinition(
  graph: GraphBuilder,
  { types }: Program,
  { kind, inputs, attributes }: Instruction,
  refs: Refs,
  scope: Scope,
): readonly Ref[] {
  const { define } = operationOf(kind);
  if (!define)
    throw new Error(`The operation '${kind}' cannot be printed as TensorFlow, and it is not made of others.`);
  const trace = new Trace();
  const given = inputs.map((value, i) =>
    trace.feed(String(i), types[value]!, { kind: 'input', name: String(i) }),
  );
  const made = define(trace.ops, given, attributes);
  const inner: Refs = new Map(given.map(({ id }, i) => [id, refs.get(inputs[i]!)!]));
  printInstructions(graph, trace.program({}), inner, scope);
  return made.map(({ id }) => inner.get(id)!);
}
