import { formatShape, sameShape, type TensorType } from '../../nodes/alphabet/shape.ts';
import type { Program } from '../../nodes/program/program.ts';
import { checkElements } from './feeds.ts';
import type { Values } from './target.ts';

/**
 * The variables of programs that share them by name: those that they read and those that they update.
 * @throws a sentence where two programs, or a program and its own update, disagree about a variable's type
 */
export function variablesOf(programs: Readonly<Record<string, Program>>): Map<string, TensorType> {
  const found = new Map<string, TensorType>();
  for (const [entry, program] of Object.entries(programs)) {
    const uses = [
      ...program.variables.map(({ name, value }) => [name, value] as const),
      ...Object.entries(program.updates),
    ];
    for (const [name, value] of uses) {
      const type = program.types[value]!;
      const known = found.get(name);
      if (known && (known.dtype !== type.dtype || !sameShape(known.shape, type.shape)))
        throw new Error(
          `The variable '${name}' is ${described(known)} elsewhere, but ${described(type)} in the program '${entry}'. One name must mean one tensor.`,
        );
      found.set(name, { shape: type.shape, dtype: type.dtype });
    }
  }
  return found;
}

/**
 * The type of a variable that is about to be set.
 * @throws a sentence where there is no such variable, or the values do not fit it
 */
export function checkVariable(
  variables: ReadonlyMap<string, TensorType>,
  name: string,
  values: Values,
): Values {
  const type = variables.get(name);
  if (!type)
    throw new Error(
      `There is no variable '${name}' in these programs; they have ${[...variables.keys()].join(', ') || 'none'}.`,
    );
  if (values.dtype !== type.dtype || !sameShape(values.shape, type.shape))
    throw new Error(
      `The variable '${name}' is ${described(type)}; it was given ${described(values)}. Values of another shape cannot be carried over.`,
    );
  return checkElements(`The variable '${name}'`, type, values.data);
}

const described = ({ shape, dtype }: TensorType) => `${dtype} ${formatShape(shape)}`;
