import { useMemo } from 'react';
import { defineForm, type FormProps, type PictureOf, type PictureSize } from '../form.ts';
import { FramesOfPoints } from '../frames-of-points.tsx';
import { pickFrames, stripsOf } from '../frames.ts';
import { aspectOfImages, Images, savedImages } from '../images-view.tsx';

export default defineForm({
  form: 'frames',
  aspect: (picture) => (picture.of === 'images' ? aspectOfImages(stripPicture(picture, 'dock')) : 1),
  Drawn: Frames,
  image: (picture) => (picture.of === 'images' ? savedImages(stripPicture(picture, 'dock')) : null),
});

/** Rows, and frames a row, that are large enough to be seen. */
const ROOM = { card: { rows: 4, frames: 8 }, dock: { rows: 8, frames: 12 } } as const;

/** How samples come out of noise: images as strips, points as they move. */
function Frames(props: FormProps<'frames'>) {
  return props.picture.of === 'images' ? <Strips {...props} /> : <FramesOfPoints {...props} />;
}

function Strips({ picture, size, label }: FormProps<'frames'>) {
  const strips = useMemo(() => stripPicture(picture, size), [picture, size]);
  return <Images picture={strips} size={size} label={label} />;
}

/** A row a sample, from noise at the left to the sample at the right; what the network guessed stands below. */
function stripPicture(
  { frames, guesses, range }: PictureOf<'frames'>,
  size: PictureSize,
): PictureOf<'images'> {
  const [count = 0, length = 0] = frames.shape;
  const samples = Math.min(count, ROOM[size].rows / (guesses ? 2 : 1));
  const picked = pickFrames(length, ROOM[size].frames);
  return {
    form: 'images',
    images: stripsOf(frames, guesses, samples, picked),
    columns: picked.length,
    range,
    ...(guesses ? { rows: Array.from({ length: samples }, () => ['xₜ', 'x̂₀']).flat() } : {}),
  };
}
