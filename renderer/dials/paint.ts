/** What is painted on: rows of columns of channels. */
export interface Canvas {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly range: readonly [number, number];
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The picture that numbers stand for; an empty one where they are of another size. */
export function pictureOf({ rows, columns, channels, range }: Canvas, numbers: readonly number[]): number[] {
  const size = rows * columns * channels;
  return numbers.length === size ? [...numbers] : Array.from({ length: size }, () => range[0]);
}

/** Cells that a stroke passes over from one to another, both among them. */
export function between(from: Cell, to: Cell): readonly Cell[] {
  const steps = Math.max(Math.abs(to.row - from.row), Math.abs(to.column - from.column), 1);
  return Array.from({ length: steps + 1 }, (_, i) => ({
    row: Math.round(from.row + ((to.row - from.row) * i) / steps),
    column: Math.round(from.column + ((to.column - from.column) * i) / steps),
  }));
}

/** Cells across that a brush is wide: one on a small map, so that every cell can be reached. */
export const brushWidth = ({ rows, columns }: Canvas): number =>
  Math.max(1, Math.round(Math.min(rows, columns) / 14));

/** Puts ink on the cells under the brush. @param ink a number for each channel */
export function dab(picture: number[], canvas: Canvas, { row, column }: Cell, ink: readonly number[]): void {
  const { rows, columns, channels } = canvas;
  const width = brushWidth(canvas);
  const before = Math.floor((width - 1) / 2);
  for (let i = row - before; i < row - before + width; i++)
    for (let j = column - before; j < column - before + width; j++)
      if (i >= 0 && i < rows && j >= 0 && j < columns)
        for (let k = 0; k < channels; k++) picture[(i * columns + j) * channels + k] = ink[k]!;
}

/** Regions that one choice fills: what the keyboard does instead of a stroke. */
export const REGIONS = {
  nothing: () => false,
  everything: () => true,
  left: ({ column }, { columns }) => column < columns / 2,
  right: ({ column }, { columns }) => column >= columns / 2,
  upper: ({ row }, { rows }) => row < rows / 2,
  lower: ({ row }, { rows }) => row >= rows / 2,
  box: ({ row, column }, { rows, columns }) =>
    row >= rows / 4 && row < rows - rows / 4 && column >= columns / 4 && column < columns - columns / 4,
} as const satisfies Readonly<Record<string, (cell: Cell, canvas: Canvas) => boolean>>;

export type Region = keyof typeof REGIONS;

/** Ink inside of the region, and nothing outside. */
export function filled(canvas: Canvas, region: Region, ink: readonly number[]): number[] {
  const { rows, columns, channels, range } = canvas;
  return Array.from({ length: rows * columns * channels }, (_, i) => {
    const place = Math.floor(i / channels);
    const cell = { row: Math.floor(place / columns), column: place % columns };
    return REGIONS[region](cell, canvas) ? ink[i % channels]! : range[0];
  });
}

/** The region that a picture is, whatever the ink; `null` where it is none of them. */
export function regionOf(canvas: Canvas, picture: readonly number[]): Region | null {
  const { rows, columns, channels, range } = canvas;
  const isInked = (place: number) =>
    Array.from({ length: channels }, (_, k) => picture[place * channels + k]!).some((x) => x !== range[0]);
  const regions = Object.entries(REGIONS) as [Region, (cell: Cell, canvas: Canvas) => boolean][];
  const found = regions.find(([, holds]) =>
    Array.from({ length: rows * columns }, (_, place) => place).every(
      (place) =>
        holds({ row: Math.floor(place / columns), column: place % columns }, canvas) === isInked(place),
    ),
  );
  return found?.[0] ?? null;
}

/** As the bytes of an `ImageData`, opaque. */
export function bytesOf({ rows, columns, channels, range }: Canvas, picture: readonly number[]) {
  const bytes = new Uint8ClampedArray(rows * columns * 4);
  const gain = 255 / (range[1] - range[0] || 1);
  for (let place = 0; place < rows * columns; place++) {
    for (let k = 0; k < 3; k++)
      bytes[4 * place + k] = (picture[place * channels + Math.min(k, channels - 1)]! - range[0]) * gain;
    bytes[4 * place + 3] = 255;
  }
  return bytes;
}
