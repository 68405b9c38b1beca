import { Workflow } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classes } from '../parts/classes.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { thumbnailOf } from '../state/gallery.ts';

interface ThumbnailProps {
  readonly of: Parameters<typeof thumbnailOf>[0] | null;
  /** What is in the picture; empty where the words beside it say it already. */
  readonly alt: string;
  readonly className?: string;
}

/** Width divided by height up to which a picture counts as a square. */
const SQUARE = 1.3;

/** Samples of a template or project on a plain ground; a graph's sign where there are none. */
export function Thumbnail({ of, alt, className }: ThumbnailProps) {
  // `undefined` while it is on its way, `null` where there is none.
  const [address, setAddress] = useState<string | null | undefined>(of ? undefined : null);
  // A square of the plane loses its top and bottom in a wide place: it is shown whole, on its own ground.
  const [square, setSquare] = useState(false);
  const [enlarged, setEnlarged] = useState(false);
  const key = of && JSON.stringify(of);
  useEffect(() => {
    let gone = false;
    if (key === null) return;
    thumbnailOf(JSON.parse(key) as NonNullable<typeof of>).then(
      (found) => !gone && setAddress(found),
      () => !gone && setAddress(null),
    );
    return () => {
      gone = true;
    };
  }, [key]);
  return (
    <div className={classes('flex items-center justify-center overflow-hidden bg-sunken', className)}>
      {address === undefined ? (
        <Skeleton className="size-full rounded-none" />
      ) : address === null ? (
        <Workflow size={20} strokeWidth={1.25} className="text-outline" aria-hidden />
      ) : (
        <img
          src={address}
          alt={alt}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight, clientWidth } }) => {
            setSquare(naturalWidth < SQUARE * naturalHeight);
            setEnlarged(naturalWidth < clientWidth * devicePixelRatio);
          }}
          className={classes('size-full', square ? 'bg-(--picture-ground) object-contain' : 'object-cover')}
          // Pixels stay squares where they grow; made smaller without smoothing, points and letters would lose some of theirs.
          style={square || !enlarged ? {} : { imageRendering: 'pixelated' }}
        />
      )}
    </div>
  );
}
