import type { Measured } from '../../nodes/finding.ts';

/** `most` of `count` frames, evenly apart, the first and the last among them. */
export function pickFrames(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  if (most <= 1) return [count - 1];
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/**
 * Strips of frames one below the other as one mosaic: of each sample its picked frames, and below them the guesses.
 * @param frames `[count, frames, height, width, channels]`, as are the guesses
 * @returns images `[rows · picked, height, width, channels]`
 */
export function stripsOf(
  frames: Measured,
  guesses: Measured | undefined,
  samples: number,
  picked: readonly number[],
): Measured {
  const [, length = 1, ...image] = frames.shape;
  const size = image.reduce((a, b) => a * b, 1);
  const strips = guesses ? [frames, guesses] : [frames];
  const rows = samples * strips.length;
  const data = new (frames.data.constructor as Float32ArrayConstructor)(rows * picked.length * size);
  let at = 0;
  for (let sample = 0; sample < samples; sample++)
    for (const strip of strips)
      for (const frame of picked) {
        const from = (sample * length + frame) * size;
        data.set(strip.data.subarray(from, from + size), at);
        at += size;
      }
  return { shape: [rows * picked.length, ...image], data };
}

/** All points as they are in one frame. @param frames `[count, frames, dimensions]` @returns `[count, dimensions]` */
export function pointsAt({ shape, data }: Measured, frame: number): Measured {
  const [count = 0, length = 1, dimensions = 2] = shape;
  const points = new Float32Array(count * dimensions);
  for (let point = 0; point < count; point++)
    for (let axis = 0; axis < dimensions; axis++)
      points[point * dimensions + axis] = data[(point * length + frame) * dimensions + axis]!;
  return { shape: [count, dimensions], data: points };
}

/** The frame that stands at a share of the way, from 0 to 1. */
export const frameAt = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.round(share * (count - 1))));
