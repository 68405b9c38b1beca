import { formatShape, knownShape, type DType, type TensorType } from '../../nodes/alphabet/shape.ts';
import type { Program } from '../../nodes/program/program.ts';
import type { Elements, Values } from './target.ts';

/** The array that holds elements of a type. */
export const arrayOf = {
  float32: Float32Array,
  int32: Int32Array,
  bool: Uint8Array,
} as const satisfies Record<DType, unknown>;

/**
 * The elements that were fed for each feed of a program, checked, as no backend looks at them itself.
 * @param entry the program's name, for the sentences
 * @throws a sentence where a feed is missing, or has another size or type than the program was traced with; feeds that the
 * program does not ask for are left alone
 */
export function checkFeeds(
  entry: string,
  program: Program,
  given: Readonly<Record<string, Elements>>,
): Map<string, Values> {
  return new Map(
    program.feeds.map(({ name, value }) => {
      const type = program.types[value]!;
      const elements = given[name];
      if (!elements) {
        const names = Object.keys(given).join(', ') || 'nothing';
        throw new Error(
          `The program '${entry}' needs the feed '${name}', ${described(type)}, and was given ${names}. Give it under that name.`,
        );
      }
      return [name, checkElements(`The feed '${name}' of the program '${entry}'`, type, elements)];
    }),
  );
}

/**
 * Elements with the shape that belongs to them.
 * @param what begins the sentence, such as "The feed 'image'"
 * @throws a sentence where the array is of another kind or length than the type asks for
 */
export function checkElements(what: string, { shape, dtype }: TensorType, elements: Elements): Values {
  const known = knownShape(shape);
  const size = known.reduce((product, dimension) => product * dimension, 1);
  if (!(elements instanceof arrayOf[dtype]) || elements.length !== size)
    throw new Error(
      `${what} must be ${described({ shape, dtype })}, ${size} elements as ${arrayOf[dtype].name}; it was given ${elements.length} as ${nameOf(elements)}.`,
    );
  return { shape: known, dtype, data: elements };
}

const described = ({ shape, dtype }: TensorType) => `${dtype} ${formatShape(shape)}`;

const nameOf = (elements: Elements): string => (elements as object).constructor.name;
