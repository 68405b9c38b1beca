import type { Measured } from '../../nodes/finding.ts';

/** Where images stand in a mosaic, in the pixels of the images: equal cells, one pixel apart. */
export interface Layout {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels between images. */
const GAP = 1;

/** @param shape `[count, height, width, channels]` */
export function layOut(shape: readonly number[], columns: number): Layout {
  const [count = 0, cellHeight = 0, cellWidth = 0] = shape;
  const across = Math.max(1, Math.min(columns, count));
  const rows = Math.ceil(count / across);
  const length = (cells: number, size: number) => Math.max(0, cells * (size + GAP) - GAP);
  return {
    count,
    columns: across,
    rows,
    cellWidth,
    cellHeight,
    width: length(across, cellWidth),
    height: length(rows, cellHeight),
  };
}

/** The image at a place of the mosaic. @returns `null` in a gap and beyond the last one */
export function imageAt(
  { count, columns, cellWidth, cellHeight }: Layout,
  x: number,
  y: number,
): number | null {
  const [column, row] = [Math.floor(x / (cellWidth + GAP)), Math.floor(y / (cellHeight + GAP))];
  const inCell = x - column * (cellWidth + GAP) < cellWidth && y - row * (cellHeight + GAP) < cellHeight;
  const index = row * columns + column;
  return x >= 0 && y >= 0 && column < columns && index < count && inCell ? index : null;
}

/**
 * How a mosaic fills a place: device pixels a pixel of the images, and how many times they are first enlarged without
 * smoothing. What is left is made smaller smoothly, so that pixels stay squares of one size at any scale.
 */
export function scaleToFit(
  { width, height }: Pick<Layout, 'width' | 'height'>,
  wide: number,
  high: number,
): { readonly scale: number; readonly enlarged: number } {
  const scale = Math.min(wide / width, high / height);
  return { scale, enlarged: Math.max(1, Math.ceil(scale - 1e-6)) };
}

type Images = { readonly images: Measured; readonly range: readonly [number, number] };

/** One image as the bytes of an `ImageData`, opaque. Grey has one channel, colour three. */
export function pixelsOf({ images, range }: Images, index: number): Uint8ClampedArray<ArrayBuffer> {
  const [, height = 0, width = 0, channels = 1] = images.shape;
  const pixels = new Uint8ClampedArray(width * height * 4);
  const [low, high] = range;
  const gain = 255 / (high - low || 1);
  const from = index * width * height * channels;
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      const value = images.data[from + pixel * channels + Math.min(colour, channels - 1)]!;
      pixels[4 * pixel + colour] = (value - low) * gain;
    }
    pixels[4 * pixel + 3] = 255;
  }
  return pixels;
}

/** All images as bytes of one picture, gaps transparent. */
export function mosaicOf(picture: Images, layout: Layout): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(layout.width * layout.height * 4);
  const { columns, cellWidth, cellHeight } = layout;
  for (let index = 0; index < layout.count; index++) {
    const cell = pixelsOf(picture, index);
    const left = (index % columns) * (cellWidth + GAP);
    const top = Math.floor(index / columns) * (cellHeight + GAP);
    for (let row = 0; row < cellHeight; row++)
      bytes.set(
        cell.subarray(4 * row * cellWidth, 4 * (row + 1) * cellWidth),
        4 * ((top + row) * layout.width + left),
      );
  }
  return bytes;
}
