import type { Measured, Picture } from './finding.ts';

/** The map of so many places over a picture of height × width: [rows, columns], squares of equal size; `null` where none fits. */
export function gridOver(places: number, height: number, width: number): readonly [number, number] | null {
  const rows = Math.round(Math.sqrt((places * height) / width));
  const columns = places / rows;
  const fits = Number.isInteger(columns) && height % rows === 0 && width % columns === 0;
  return fits && height * columns === width * rows ? [rows, columns] : null;
}

/** What is looked at shines in this colour (red, green, blue) over the picture, which is dimmed to so much. */
const GLOW = [1, 0.72, 0.25] as const;
const DIMMED = 0.35;

/**
 * Word by word, where on a picture attention lies: a row a word, first the picture and then each head. In each the place that
 * is looked at most shines brightest.
 * @param shares [heads, words, places], or [heads, places, words] where the places look at the words
 * @param length how many words there are, filling among them
 * @param names of the words that are shown
 * @param picture [height, width, 1 or 3]
 */
export function attentionOverPicture(
  { shape, data }: Measured,
  length: number,
  names: readonly string[],
  picture: Measured,
  [low, high]: readonly [number, number],
): Picture {
  const [heads, from, to] = shape as readonly [number, number, number];
  const wordsLook = from === length;
  const [height, width, channels] = picture.shape as readonly [number, number, number];
  const [rows, columns] = gridOver(wordsLook ? to : from, height, width)!;
  const tile = height * width * 3;
  const images = new Float32Array(names.length * (heads + 1) * tile);
  const bright = (pixel: number, channel: number): number =>
    (picture.data[pixel * channels + Math.min(channel, channels - 1)]! - low) / (high - low || 1);

  for (const word of names.keys())
    for (let head = -1; head < heads; head++) {
      const share = (place: number): number =>
        data[wordsLook ? (head * from + word) * to + place : (head * from + place) * to + word]!;
      let most = 0;
      if (head >= 0) for (let place = 0; place < rows * columns; place++) most = Math.max(most, share(place));
      const start = (word * (heads + 1) + head + 1) * tile;
      for (let pixel = 0; pixel < height * width; pixel++) {
        const row = Math.floor((Math.floor(pixel / width) * rows) / height);
        const column = Math.floor(((pixel % width) * columns) / width);
        const glow = most > 0 ? share(row * columns + column) / most : 0;
        for (let channel = 0; channel < 3; channel++) {
          const shown = bright(pixel, channel);
          images[start + 3 * pixel + channel] =
            head < 0 ? shown : Math.min(1, DIMMED * shown + (1 - DIMMED) * glow * GLOW[channel]!);
        }
      }
    }
  return {
    form: 'images',
    images: { shape: [names.length * (heads + 1), height, width, 3], data: images },
    columns: heads + 1,
    range: [0, 1],
    rows: names,
  };
}
