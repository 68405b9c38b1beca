import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../../main/datasets/catalogue.ts';
import { captionLength, captionWords, COLOURS, PLACES } from '../../../../nodes/shape-captions.ts';
import { textOf } from '../../../../nodes/vocabulary.ts';

type Dials = Record<string, unknown>;
type Split = 'training' | 'held-out';
const shapes = (dials: Dials = {}) =>
  openDataset({ kind: 'captioned-shapes', dials: { examples: 400, heldOut: 100, ...dials } });
const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((all, one) => all + one, 0);
const first = (count: number) => Array.from({ length: count }, (_, i) => i);

function examples(dials: Dials = {}, split: Split = 'training', count = split === 'training' ? 400 : 100) {
  const { image, caption, attributes } = shapes(dials).batch(split, first(count));
  const language = (dials.language as 'Korean' | undefined) ?? 'English';
  const length = captionLength(language);
  return first(count).map((i) => ({
    image: image!.subarray(i * 3072, (i + 1) * 3072),
    tokens: Array.from(caption!.subarray(i * length, (i + 1) * length)),
    text: textOf(captionWords(language), caption!.subarray(i * length, (i + 1) * length)),
    /** What lies at each place: [size, colour, shape], from 1. */
    places: PLACES.map((_, place) => Array.from(attributes!.subarray((i * 5 + place) * 3).subarray(0, 3))),
  }));
}

/** Colour and shape of both, whatever their order. */
const combination = ({ places }: ReturnType<typeof examples>[number]) =>
  places
    .filter(([size]) => size !== 0)
    .map(([, colour, shape]) => `${colour} ${shape}`)
    .sort()
    .join(' + ');

describe('captioned shapes', () => {
  test('are the same again from the same seed, and others from another and in the other split', () => {
    const texts = (dials: Dials, split?: Split) => examples(dials, split, 30).map(({ text }) => text);
    expect(texts({})).toEqual(texts({}));
    expect(texts({ seed: 2 })).not.toEqual(texts({}));
    expect(texts({}, 'held-out')).not.toEqual(texts({}));
    // How many are asked for changes none of those before, and neither does the order in which they are asked for.
    expect(texts({ examples: 50 })).toEqual(texts({}));
    const dataset = shapes();
    const late = dataset.batch('training', [7, 3, 7]);
    const image = dataset.batch('training', first(10)).image!;
    expect(late.image!.subarray(3072, 6144)).toEqual(image.subarray(3 * 3072, 4 * 3072));
    expect(late.image!.subarray(0, 3072)).toEqual(late.image!.subarray(6144));
  });

  test('are these ones: every machine has the same', () => {
    expect(examples({}, 'training', 6).map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "a small green triangle at the bottom left",
        "a large purple circle at the bottom left",
        "a large blue circle at the top left",
        "a small red circle at the top left",
        "a large yellow circle at the top left",
        "a small yellow circle at the bottom left and a small yellow circle at the bottom right",
      ]
    `);
    const { image } = shapes().batch('training', first(6));
    expect(Math.round(255 * sum(image!))).toMatchInlineSnapshot(`254646`);
  });

  test('say what they show', () => {
    const all = examples();
    for (const { text, places } of all) {
      const told = places.flatMap(([size, colour, shape], place) =>
        size === 0
          ? []
          : [
              `a ${['small', 'large'][size! - 1]} ${COLOURS[colour! - 1]} ${['circle', 'square', 'triangle'][shape! - 1]} at the ${PLACES[place]}`,
            ],
      );
      expect(text).toBe(told.join(' and '));
    }
    const two = all.filter(({ text }) => text.includes(' and ')).length;
    expect(two / all.length).toBeGreaterThan(0.33);
    expect(two / all.length).toBeLessThan(0.47);
  });

  test('show what they say: the named colour at the named place, and black elsewhere', () => {
    const centres = [
      [9, 9],
      [23, 9],
      [9, 23],
      [23, 23],
      [16, 16],
    ] as const;
    // Which channels are bright, as red, green, blue.
    const bright = ['100', '010', '001', '110', '101', '111'];
    for (const { image, places } of examples({ twoShapes: 0.5 }))
      for (const [place, [size, colour]] of places.entries()) {
        const [x, y] = centres[place]!;
        const at = (y * 32 + x) * 3;
        const shown = Array.from(image.subarray(at, at + 3), (c) => Number(c > 0.6)).join('');
        // Large shapes of the corners reach the middle of the picture.
        const hidden = size === 0 && place === 4;
        expect(hidden ? '000' : shown).toBe(size === 0 ? '000' : bright[colour! - 1]);
      }
  });

  test('of large circles cover more than those of small ones', () => {
    const ink = examples({ twoShapes: 0, colours: 'white', shapes: 'circle' }).map(({ image, places }) => ({
      size: Math.max(...places.map(([size]) => size!)),
      ink: sum(image) / 3,
    }));
    const of = (wanted: number) => ink.filter(({ size }) => size === wanted).map(({ ink }) => ink);
    expect(Math.min(...of(2))).toBeGreaterThan(1.7 * Math.max(...of(1)));
  });

  test('with combinations held out show none of them in training and nothing else held out', () => {
    const dials = { twoShapes: 1, heldOutCombinations: 0.2, examples: 3000, heldOut: 500 };
    const training = new Set(examples(dials, 'training', 3000).map(combination));
    const heldOut = new Set(examples({ ...dials, seed: 5 }, 'held-out', 500).map(combination));
    expect([training.size, heldOut.size]).toEqual([171 - 35, 35]);
    expect([...heldOut].filter((one) => training.has(one))).toEqual([]);
    // Every coloured shape is among those held out and among those for training.
    for (const set of [training, heldOut])
      expect(new Set([...set].flatMap((pair) => pair.split(' + '))).size).toBe(18);
  });

  test('speak Korean', () => {
    const korean = examples({ language: 'Korean' });
    expect(korean.slice(0, 6).map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "왼쪽 아래에 작은 초록 삼각형",
        "왼쪽 아래에 큰 보라 원",
        "왼쪽 위에 큰 파란 원",
        "왼쪽 위에 작은 빨간 원",
        "왼쪽 위에 큰 노란 원",
        "왼쪽 아래에 작은 노란 원과 오른쪽 아래에 작은 노란 원",
      ]
    `);
    // The same pictures, and every word is known.
    expect(korean[5]!.image).toEqual(examples()[5]!.image);
    expect(korean.every(({ tokens }) => tokens.indexOf(0) > 0)).toBe(true);
  });

  test('keep to what is chosen, in either language', () => {
    const chosen = {
      colours: 'red, 파란',
      shapes: 'circle',
      places: 'top left, bottom right',
      twoShapes: 0.5,
    };
    for (const { places } of examples(chosen))
      places.forEach(([, colour, shape], place) => {
        expect([0, 1, 3]).toContain(colour);
        expect([0, 1]).toContain(shape);
        if (place !== 0 && place !== 3) expect(colour).toBe(0);
      });
  });

  test('tell two shapes in either order where that is wanted', () => {
    const orders = examples({ twoShapes: 1, order: 'either order' }).map(({ text }) => {
      const [one, other] = text
        .split(' and ')
        .map((part) => PLACES.findIndex((place) => part.endsWith(place)));
      return one! < other!;
    });
    expect(orders.filter(Boolean).length / orders.length).toBeCloseTo(0.5, 1);
  });

  test('have the range that is chosen', () => {
    const [one, other] = ['0..1', '-1..1'].map((range) => examples({ range }, 'training', 5)[4]!.image);
    expect([Math.min(...one!), Math.min(...other!)]).toEqual([0, -1]);
    other!.forEach((x, i) => expect(x).toBeCloseTo(2 * one![i]! - 1, 5));
  });

  test.each<[Dials, RegExp]>([
    [{ colours: 'red, pink' }, /'pink' is none that it knows. Choose among red, green/],
    [{ shapes: 'circle, circle' }, /names one of its words twice/],
    [{ places: 'top left, centre' }, /'places' has 1 of them/],
    [
      { colours: 'red', shapes: 'circle', heldOutCombinations: 0.5 },
      /for training and \d are held out; both need one/,
    ],
    [{ size: 8 }, /"size" should be a whole number from 16 to 128/],
    [{ language: 'Latin' }, /"language" should be one of/],
    [{ colour: 'red' }, /no dial "colour"/],
  ])('%j is refused with a sentence', (dials, sentence) => {
    expect(() => shapes(dials)).toThrow(sentence);
  });

  test('that are not there are refused', () => {
    expect(() => shapes().batch('training', [400])).toThrow('numbered 0 to 399');
  });
});
