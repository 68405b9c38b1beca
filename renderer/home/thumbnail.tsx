import { Workflow } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
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

/** How far from the screen a picture is fetched: about two rows of cards. */
const NEAR = '500px';

/** Tells once when a place comes near the screen: of dozens of pictures only those are fetched that may be seen soon. */
function whenNear(place: Element, tell: () => unknown): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      tell();
    },
    // Measured against the region that is scrolled, not against the window: only so the margin counts.
    { root: place.closest('main'), rootMargin: NEAR },
  );
  observer.observe(place);
  return () => observer.disconnect();
}

/** Samples of a template or project on a plain ground; a graph's sign where there are none. */
export function Thumbnail({ of, alt, className }: ThumbnailProps) {
  // `undefined` while it is on its way, `null` where there is none.
  const [address, setAddress] = useState<string | null | undefined>(of ? undefined : null);
  // A square of the plane loses its top and bottom in a wide place: it is shown whole, on its own ground.
  const [square, setSquare] = useState(false);
  const [enlarged, setEnlarged] = useState(false);
  const key = of && JSON.stringify(of);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    if (key === null || !place.current) return;
    const enough = whenNear(place.current, () =>
      thumbnailOf(JSON.parse(key) as NonNullable<typeof of>).then(
        (found) => !gone && setAddress(found),
        () => !gone && setAddress(null),
      ),
    );
    return () => {
      gone = true;
      enough();
    };
  }, [key]);
  return (
    <div
      ref={place}
      className={classes('flex items-center justify-center overflow-hidden bg-sunken', className)}
    >
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
