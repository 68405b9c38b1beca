import { knownSize, type TensorType } from '../../nodes/alphabet/shape.ts';
import type { Feed, Instruction, Program, VariableRead } from '../../nodes/program/program.ts';

/** Whole training sets up to this many bytes stay with the backend. */
const MOST_BYTES = 64 * 2 ** 20;

/** A training set that stays with the backend, under the name of a variable that nothing changes. */
export interface ResidentData {
  readonly name: string;
  readonly node: string;
  readonly port: string;
  readonly type: TensorType;
}

/**
 * A training program that gathers its examples from data which is already there, so that a step is fed a few indices and
 * not the examples themselves: 256 bytes instead of 200 kB for 64 digits.
 * @param examplesOf how many training examples a data node has
 */
export function withResidentData(
  program: Program,
  examplesOf: (node: string) => number,
): { readonly program: Program; readonly resident: readonly ResidentData[] } {
  const types = [...program.types];
  const feeds: Feed[] = [];
  const variables: VariableRead[] = [...program.variables];
  const gathers: Instruction[] = [];
  const resident: ResidentData[] = [];
  const indices = new Map<string, number>();
  const add = (type: TensorType): number => types.push(type) - 1;

  for (const feed of program.feeds) {
    const { source, value } = feed;
    const { shape, dtype } = types[value]!;
    const count = source.kind === 'data' ? examplesOf(source.node) : 0;
    if (source.kind !== 'data' || count * knownSize(shape.slice(1)) * 4 > MOST_BYTES) {
      feeds.push(feed);
      continue;
    }
    const { node, port } = source;
    let index = indices.get(node);
    if (index === undefined) {
      index = add({ shape: shape.slice(0, 1), dtype: 'int32' });
      indices.set(node, index);
      feeds.push({ name: `examples/${node}`, value: index, source: { kind: 'examples', node } });
    }
    const type: TensorType = { shape: [count, ...shape.slice(1)], dtype };
    const name = `data/${node}/${port}`;
    const all = add(type);
    variables.push({ name, value: all });
    resident.push({ name, node, port, type });
    gathers.push({
      kind: 'gather',
      inputs: [all, index],
      outputs: [value],
      attributes: { axis: 0 },
      origin: { path: '', node },
    });
  }
  return {
    program: { ...program, types, feeds, variables, instructions: [...gathers, ...program.instructions] },
    resident,
  };
}
