import type { Words } from './vocabulary.ts';

/**
 * The world of captioned pictures: what may lie where, and how it is said. A picture is described by places; a caption names
 * what lies there, one shape after the other.
 */

export const SIZES = ['small', 'large'] as const;
export const COLOURS = ['red', 'green', 'blue', 'yellow', 'purple', 'white'] as const;
export const SHAPES = ['circle', 'square', 'triangle'] as const;
/** In reading order, the corners first: two shapes lie in two of them. */
export const PLACES = ['top left', 'top right', 'bottom left', 'bottom right', 'centre'] as const;
export const CORNERS = 4;

export type Language = 'English' | 'Korean';

/** One shape of a picture, as places in the lists above. */
export interface PlacedShape {
  readonly size: number;
  readonly colour: number;
  readonly shape: number;
  readonly place: number;
}

const KOREAN = {
  sizes: ['작은', '큰'],
  colours: ['빨간', '초록', '파란', '노란', '보라', '흰'],
  shapes: ['원', '사각형', '삼각형'],
  places: ['왼쪽 위에', '오른쪽 위에', '왼쪽 아래에', '오른쪽 아래에', '가운데에'],
} as const;

/** What each of the words stands for, so that a list of them may be written in either language. */
export const KOREAN_OF = {
  shapes: KOREAN.shapes,
  colours: KOREAN.colours,
  places: ['왼쪽 위', '오른쪽 위', '왼쪽 아래', '오른쪽 아래', '가운데'],
} as const;

function nounPhrase({ size, colour, shape, place }: PlacedShape, language: Language, more: boolean): string {
  if (language === 'English')
    return `a ${SIZES[size]!} ${COLOURS[colour]!} ${SHAPES[shape]!} at the ${PLACES[place]!}`;
  // All three nouns end in a consonant, so "and" is 과.
  return `${KOREAN.places[place]!} ${KOREAN.sizes[size]!} ${KOREAN.colours[colour]!} ${KOREAN.shapes[shape]!}${more ? '과' : ''}`;
}

/** What a person would say of these shapes, in this order. */
export function captionOf(shapes: readonly PlacedShape[], language: Language): string {
  const said = shapes.map((shape, i) => nounPhrase(shape, language, i < shapes.length - 1));
  return said.join(language === 'English' ? ' and ' : ' ');
}

/** The words of all captions, the same whatever is drawn: a model's size does not hang on the colours that are chosen. */
export const captionWords = (language: Language): Words => VOCABULARIES[language];

const VOCABULARIES: Readonly<Record<Language, Words>> = {
  English: {
    tokenizer: 'words',
    pieces: ['', 'a', 'and', 'at', 'the', ...SIZES, ...COLOURS, ...SHAPES, ...wordsOf(PLACES)],
  },
  Korean: {
    tokenizer: 'words',
    pieces: [
      '',
      ...KOREAN.sizes,
      ...KOREAN.colours,
      ...KOREAN.shapes,
      ...KOREAN.shapes.map((shape) => `${shape}과`),
      ...wordsOf(KOREAN.places),
    ],
  },
};

function wordsOf(phrases: readonly string[]): string[] {
  return [...new Set(phrases.flatMap((phrase) => phrase.split(' ')))];
}

/** Tokens of a caption of two shapes, the end included. */
export const captionLength = (language: Language): number => (language === 'English' ? 18 : 11);

/** Colour and shape, whatever the size and the place: 18 kinds. */
const KINDS = COLOURS.length * SHAPES.length;
const kindOf = ({ colour, shape }: Pick<PlacedShape, 'colour' | 'shape'>) => colour * SHAPES.length + shape;
const COMBINATIONS = (KINDS * (KINDS + 1)) / 2;

/**
 * Whether two kinds of shapes are held out together: a training picture never shows both, wherever they lie and however large they
 * are. It depends on the two and on the share alone, so data of every seed holds out the same.
 * @param share of the 171 combinations, 0 to 1
 */
export function isHeldOutTogether(
  one: Pick<PlacedShape, 'colour' | 'shape'>,
  other: Pick<PlacedShape, 'colour' | 'shape'>,
  share: number,
): boolean {
  const first = Math.min(kindOf(one), kindOf(other));
  const second = Math.max(kindOf(one), kindOf(other));
  const number = (second * (second + 1)) / 2 + first;
  // 67 has no factor in common with 171: a fixed shuffle that spreads what is held out over all kinds.
  return (number * 67) % COMBINATIONS < share * COMBINATIONS;
}

/** Kinds of shapes that these colours and shapes make: how many pairs are for training, and how many are held out. */
export function countCombinations(
  colours: readonly number[],
  shapes: readonly number[],
  share: number,
): { readonly training: number; readonly heldOut: number } {
  const kinds = colours.flatMap((colour) => shapes.map((shape) => ({ colour, shape })));
  let heldOut = 0;
  let all = 0;
  kinds.forEach((one, i) => {
    for (const other of kinds.slice(i)) {
      all++;
      if (isHeldOutTogether(one, other, share)) heldOut++;
    }
  });
  return { training: all - heldOut, heldOut };
}

/**
 * What lies where, for a net that is to say it: for each place its size, colour and shape, counted from 1, and 0 where nothing
 * lies. Row-major [5, 3].
 */
export function attributesOf(shapes: readonly PlacedShape[]): number[] {
  const attributes = Array.from({ length: PLACES.length * 3 }, () => 0);
  for (const { size, colour, shape, place } of shapes)
    attributes.splice(place * 3, 3, size + 1, colour + 1, shape + 1);
  return attributes;
}
