import { mustHaveRoom, readChosen, type Chosen } from '../../../nodes/caption-dials.ts';
import {
  attributesOf,
  captionLength,
  captionOf,
  captionWords,
  CORNERS,
  isHeldOutTogether,
  PLACES,
  SHAPES,
  type PlacedShape,
} from '../../../nodes/shape-captions.ts';
import { tokensOf } from '../../../nodes/vocabulary.ts';
import type { Dataset, DatasetKind, Split } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { drawShapes, type DrawnShape } from '../draw-shapes.ts';
import { randomWords } from '../random-words.ts';

/** Red, green, blue, yellow, purple, white, over black. */
const INKS = [
  [0.92, 0.18, 0.18],
  [0.2, 0.75, 0.3],
  [0.2, 0.4, 0.98],
  [0.98, 0.85, 0.2],
  [0.68, 0.3, 0.85],
  [0.96, 0.96, 0.96],
] as const;
/** In parts of the picture's side: radius of small and large shapes, how far the corners' middles lie from the edges. */
const RADII = [0.12, 0.2] as const;
const MARGIN = 0.27;
/** By how much a shape is off its place, in parts of the side, and off its size, in parts of that. */
const SHIFT = 0.03;
const GROWTH = 0.06;

interface Scene {
  /** As the caption tells them. */
  readonly shapes: readonly PlacedShape[];
  /** By the side of the picture: x, y, radius of each. */
  readonly drawn: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
}

interface Settings extends Chosen {
  readonly size: number;
  readonly range: '0..1' | '-1..1';
  readonly language: 'English' | 'Korean';
  readonly twoShapes: number;
  readonly heldOutCombinations: number;
  readonly order: 'reading order' | 'either order';
  readonly examples: number;
  readonly heldOut: number;
  readonly seed: number;
}

function settingsOf(dials: Readonly<Record<string, unknown>>): Settings {
  const reader = new DialReader('Captioned shapes', dials);
  const settings: Settings = {
    ...readChosen({
      shapes: reader.text('shapes', ''),
      colours: reader.text('colours', ''),
      places: reader.text('places', ''),
    }),
    size: reader.count('size', 16, 128, 32, ''),
    range: reader.choice('range', ['0..1', '-1..1'], '0..1'),
    language: reader.choice('language', ['English', 'Korean'], 'English'),
    twoShapes: reader.number('twoShapes', 0, 1, 0.4),
    heldOutCombinations: reader.number('heldOutCombinations', 0, 0.9, 0),
    order: reader.choice('order', ['reading order', 'either order'], 'reading order'),
    examples: reader.count('examples', 1, 1_000_000, 12_000, ''),
    heldOut: reader.count('heldOut', 1, 1_000_000, 2000, ''),
    seed: reader.count('seed', 0, 0x7fffffff, 1, ''),
  };
  reader.finish();
  mustHaveRoom(settings, settings);
  return settings;
}

/**
 * Pictures drawn by rule, with captions: `image` [size, size, 3] float32, `caption` [18 or 11] int32 (words, 0 behind them), `attributes`
 * [5, 3] int32 (what lies at each place, see `attributesOf`). The same dials give the same pictures on every machine.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const settings = settingsOf(dials);
  const { size, range, language, examples, heldOut, seed } = settings;
  const scenes: Readonly<Record<Split, readonly Scene[]>> = {
    training: compose(settings, 'training', examples, randomWords(seed, 0)),
    'held-out': compose(settings, 'held-out', heldOut, randomWords(seed, 1)),
  };
  const pictures = { training: drawn(scenes.training, size), 'held-out': drawn(scenes['held-out'], size) };
  const captions = {
    training: told(scenes.training, language),
    'held-out': told(scenes['held-out'], language),
  };
  const length = captionLength(language);
  const pixels = size * size * 3;
  const value = Float32Array.from({ length: 256 }, (_, byte) =>
    range === '0..1' ? byte / 255 : (2 * byte) / 255 - 1,
  );
  return {
    name: 'Captioned shapes',
    ports: {
      image: { shape: [size, size, 3], dtype: 'float32' },
      caption: { shape: [length], dtype: 'int32' },
      attributes: { shape: [PLACES.length, 3], dtype: 'int32' },
    },
    trainingExamples: examples,
    heldOutExamples: heldOut,
    batch(split, indices) {
      const image = new Float32Array(indices.length * pixels);
      const caption = new Int32Array(indices.length * length);
      const attributes = new Int32Array(indices.length * PLACES.length * 3);
      for (let k = 0; k < indices.length; k++) {
        const number = indices[k]!;
        const scene = scenes[split][number];
        if (scene === undefined)
          throw new Error(
            `Captioned shapes: there is no ${split} example ${number}; they are numbered 0 to ${scenes[split].length - 1}.`,
          );
        const bytes = pictures[split](number);
        for (let i = 0; i < pixels; i++) image[k * pixels + i] = value[bytes[i]!]!;
        caption.set(captions[split].subarray(number * length, (number + 1) * length), k * length);
        attributes.set(attributesOf(scene.shapes), k * PLACES.length * 3);
      }
      return { image, caption, attributes };
    },
  };
}

/** Pictures up to this many bytes are kept once they are drawn: drawing takes ten times as long as copying. */
const MOST_BYTES = 256 * 2 ** 20;

/** The pictures of scenes, 8 bits a channel, each drawn when it is first asked for. What is answered is valid until the next call. */
function drawn(scenes: readonly Scene[], side: number): (number: number) => Uint8Array {
  const pixels = side * side * 3;
  const canvas = new Float32Array(pixels);
  const keeps = scenes.length * pixels <= MOST_BYTES;
  const bytes = new Uint8Array(keeps ? scenes.length * pixels : pixels);
  const done = new Uint8Array(scenes.length);
  return (number) => {
    const own = keeps ? bytes.subarray(number * pixels, (number + 1) * pixels) : bytes;
    if (keeps && done[number]) return own;
    done[number] = 1;
    drawShapes(shapesOf(scenes[number]!, side), side, canvas.fill(0));
    for (let i = 0; i < pixels; i++) own[i] = Math.round(255 * canvas[i]!);
    return own;
  };
}

/** The captions of scenes as tokens, row-major. */
function told(scenes: readonly Scene[], language: Settings['language']): Int32Array {
  const length = captionLength(language);
  const tokens = new Int32Array(scenes.length * length);
  const words = captionWords(language);
  scenes.forEach(({ shapes }, number) =>
    tokens.set(tokensOf(words, captionOf(shapes, language)), number * length),
  );
  return tokens;
}

const shapesOf = ({ shapes, drawn }: Scene, side: number): DrawnShape[] =>
  shapes.map(({ colour, shape }, i) => ({
    form: SHAPES[shape]!,
    x: drawn[i]!.x * side,
    y: drawn[i]!.y * side,
    radius: drawn[i]!.radius * side,
    colour: INKS[colour]!,
  }));

/** What the pictures of a split show. */
function compose(settings: Settings, split: Split, count: number, word: () => number): Scene[] {
  const { places, colours, shapes, twoShapes, heldOutCombinations, order } = settings;
  const random = () => word() / 2 ** 32;
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const corners = places.filter((place) => place < CORNERS);
  const at = (place: number): PlacedShape => ({
    size: Math.floor(random() * RADII.length),
    colour: among(colours),
    shape: among(shapes),
    place,
  });
  const pair = (): PlacedShape[] => {
    const one = among(corners);
    const other = among(corners.filter((corner) => corner !== one));
    for (;;) {
      const two = [at(one), at(other)];
      const unseen = isHeldOutTogether(two[0]!, two[1]!, heldOutCombinations);
      if (heldOutCombinations === 0 || unseen === (split === 'held-out'))
        return order === 'either order' ? two : two.sort((a, b) => a.place - b.place);
    }
  };
  return Array.from({ length: count }, () => {
    const placed = random() < twoShapes ? pair() : [at(among(places))];
    return {
      shapes: placed,
      drawn: placed.map(({ size, place }) => {
        const off = () => SHIFT * (2 * random() - 1);
        const middle = (before: boolean) => (place === CORNERS ? 0.5 : before ? MARGIN : 1 - MARGIN);
        return {
          x: middle(place % 2 === 0) + off(),
          y: middle(place < 2) + off(),
          radius: RADII[size]! * (1 + GROWTH * (2 * random() - 1)),
        };
      }),
    };
  });
}

export default { kind: 'captioned-shapes', open } satisfies DatasetKind;
