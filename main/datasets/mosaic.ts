/** A picture of 8 bits a channel: rows from the top, pixels from the left, channels interleaved. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/**
 * Lays images out in rows of `columns`, edge to edge, in reading order; places that stay free in the last row are black.
 *
 * `images` has the shape [n, height, width, channels] with 1 to 4 channels. `range` says which value is black and which is full;
 * values between become the nearest of 256 levels, those beyond are cut, NaN is black. One image pixel is one pixel.
 */
export function mosaic(
  images: Float32Array,
  shape: readonly number[],
  columns: number,
  range: readonly [black: number, full: number],
): Picture {
  const [count, rows, width, channels] = shape as [number, number, number, number];
  if (shape.length !== 4 || shape.some((size) => !Number.isInteger(size) || size < 1) || channels > 4)
    throw new Error(
      `A mosaic takes images of the shape [count, height, width, channels] with 1 to 4 channels, but got [${shape.join(', ')}].`,
    );
  if (images.length !== count * rows * width * channels)
    throw new Error(`Images of the shape [${shape.join(', ')}] are no ${images.length} numbers.`);
  if (!Number.isInteger(columns) || columns < 1)
    throw new Error(`A mosaic has a whole number of columns, at least 1, but ${columns} were asked for.`);
  const [black, full] = range;
  if (!Number.isFinite(black) || !Number.isFinite(full) || black === full)
    throw new Error(`The range of a mosaic is two different numbers, but [${black}, ${full}] was given.`);

  const across = Math.min(columns, count);
  const down = Math.ceil(count / across);
  const line = across * width * channels;
  const data = new Uint8ClampedArray(down * rows * line); // it rounds and cuts by itself
  const scale = 255 / (full - black);
  const strip = width * channels;
  for (let row = 0; row < count * rows; row++) {
    const image = Math.floor(row / rows);
    const y = Math.floor(image / across) * rows + (row % rows);
    const to = y * line + (image % across) * strip;
    for (let k = 0; k < strip; k++) data[to + k] = (images[row * strip + k]! - black) * scale;
  }
  return { width: across * width, height: down * rows, channels, data: new Uint8Array(data.buffer) };
}

/** The picture with every pixel as a square of `factor` x `factor` pixels; nothing is smoothed. */
export function enlarge(picture: Picture, factor: number): Picture {
  if (!Number.isInteger(factor) || factor < 1)
    throw new Error(`A picture is enlarged by a whole number, at least 1, but ${factor} was asked for.`);
  if (factor === 1) return picture;
  const { width, height, channels, data } = picture;
  const line = width * factor * channels;
  const large = new Uint8Array(height * factor * line);
  for (let y = 0; y < height; y++) {
    const to = y * factor * line;
    for (let x = 0; x < width; x++) {
      const pixel = data.subarray((y * width + x) * channels, (y * width + x + 1) * channels);
      for (let k = 0; k < factor; k++) large.set(pixel, to + (x * factor + k) * channels);
    }
    for (let k = 1; k < factor; k++) large.copyWithin(to + k * line, to, to + line);
  }
  return { width: width * factor, height: height * factor, channels, data: large };
}
