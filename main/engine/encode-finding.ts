import type { Finding, Measured } from '../../nodes/finding.ts';

/** Black and white of bytes. */
const BYTES = [0, 255] as const;

/**
 * A finding as it travels: pictures as bytes, 0 for black and 255 for white, which is a quarter of their size and what a screen
 * draws. NaN is black; numbers beyond the range are cut. Points stay numbers.
 */
export function encodeFinding(finding: Finding): Finding {
  const { picture } = finding;
  if (picture?.form === 'images') {
    if (picture.images.data instanceof Uint8Array) return finding;
    const images = bytesOf(picture.images, picture.range);
    return { ...finding, picture: { ...picture, images, range: BYTES } };
  }
  if (picture?.form === 'frames' && picture.of === 'images') {
    if (picture.frames.data instanceof Uint8Array) return finding;
    const frames = bytesOf(picture.frames, picture.range);
    const guesses = picture.guesses && bytesOf(picture.guesses, picture.range);
    return { ...finding, picture: { ...picture, frames, ...(guesses ? { guesses } : {}), range: BYTES } };
  }
  return finding;
}

function bytesOf({ shape, data }: Measured, [black, white]: readonly [number, number]): Measured {
  const scale = 255 / (white - black);
  const bytes = new Uint8ClampedArray(data.length); // it rounds and cuts by itself
  for (let i = 0; i < data.length; i++) bytes[i] = (data[i]! - black) * scale;
  return { shape, data: new Uint8Array(bytes.buffer) };
}
