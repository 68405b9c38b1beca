import type { Finding } from '../../nodes/finding.ts';

/**
 * A finding as it travels: pictures as bytes, 0 for black and 255 for white, which is a quarter of their size and what a screen
 * draws. NaN is black; numbers beyond the range are cut.
 */
export function encodeFinding(finding: Finding): Finding {
  const { picture } = finding;
  if (picture?.form !== 'images' || picture.images.data instanceof Uint8Array) return finding;
  const { images, range } = picture;
  const { data } = images;
  const [black, white] = range;
  const scale = 255 / (white - black);
  const bytes = new Uint8ClampedArray(data.length); // it rounds and cuts by itself
  for (let i = 0; i < data.length; i++) bytes[i] = (data[i]! - black) * scale;
  return {
    ...finding,
    picture: {
      ...picture,
      images: { shape: images.shape, data: new Uint8Array(bytes.buffer) },
      range: [0, 255],
    },
  };
}
