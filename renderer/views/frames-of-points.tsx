import { Pause, Play } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Measured } from '../../nodes/finding.ts';
import { countText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Slider } from '../parts/slider.tsx';
import type { Pen } from './drawing.tsx';
import type { FormProps, PictureOf } from './form.ts';
import { frameAt, pointsAt } from './frames.ts';
import { Plane } from './plane-view.tsx';
import { windowOnWay, type Projection } from './plane.ts';
import { viewsTexts } from './views-texts.ts';

const Space = lazy(() => import('./space-view.tsx'));

/** Milliseconds in which the whole way is played. */
const WHOLE_WAY = 4000;
/** Points whose ways are drawn as lines; more of them would be a grey cloth. */
const MOST_WAYS = 400;
/** Frames that are played where less motion is wished. */
const FEW = 5;
const NOTHING_HIDDEN: ReadonlySet<number> = new Set();

/** Points on their way out of noise, with a slider along the way and a button that plays it. */
export function FramesOfPoints({ picture, size, label }: FormProps<'frames'>) {
  const t = useTexts(viewsTexts);
  const { frames, guesses } = picture;
  const [, count = 1, dimensions = 2] = frames.shape;
  const { share, setShare, playing, play } = usePlay(count);
  const frame = frameAt(share, count);
  const within = useMemo(() => windowOnWay(frames), [frames]);
  const points = useMemo<PictureOf<'points'>>(
    () => ({ form: 'points', points: pointsAt(frames, frame) }),
    [frames, frame],
  );
  // At the end the guess is the sample.
  const guessed = size === 'dock' && frame < count - 1 ? guesses : undefined;
  const behind = useCallback(
    (pen: Pen, projection: Projection) => {
      drawWays(pen, projection, frames, frame);
      if (guessed) drawGuesses(pen, projection, pointsAt(guessed, frame));
    },
    [frames, guessed, frame],
  );
  const inside = { picture: points, classes: [], hidden: NOTHING_HIDDEN, size, label };
  const words = t('frame', { frame: countText(frame + 1), count: countText(count) });

  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="relative min-h-0 flex-1">
        {dimensions === 3 ? (
          <Suspense fallback={<Skeleton className="size-full" />}>
            <Space {...inside} />
          </Suspense>
        ) : (
          <Plane {...inside} within={within} behind={behind} />
        )}
        {guessed && dimensions === 2 && (
          <p className="pointer-events-none absolute top-1 left-1 flex items-center gap-1.5 text-small text-muted">
            <span aria-hidden className="size-1.5 rounded-full border border-(--family-sampling)" />
            {t('guesses')}
          </p>
        )}
      </div>
      {size === 'dock' && count > 1 && (
        <div className="flex items-center gap-2 pt-1">
          <IconButton label={t(playing ? 'pause' : 'play')} icon={playing ? Pause : Play} onClick={play} />
          <Slider
            label={t('alongTheWay')}
            words={words}
            min={0}
            max={count - 1}
            step={1}
            value={frame}
            onChange={(at) => setShare(at / (count - 1))}
            className="min-w-0 flex-1"
          />
          <span aria-hidden className="shrink-0 text-small text-muted tabular-nums">
            {countText(frame + 1)} / {countText(count)}
          </span>
        </div>
      )}
    </div>
  );
}

/**
 * Where on the way one is, from 0 to 1; at first at its end, where the samples are. Where less motion is wished, playing shows
 * a few frames one after the other instead of a film.
 */
function usePlay(count: number) {
  const [share, setShare] = useState(1);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      const timer = setInterval(() => setShare((now) => Math.min(1, now + 1 / FEW)), WHOLE_WAY / FEW);
      return () => clearInterval(timer);
    }
    let last = performance.now();
    let asked = 0;
    const turn = (now: number) => {
      const passed = now - last;
      last = now;
      setShare((before) => Math.min(1, before + passed / WHOLE_WAY));
      asked = requestAnimationFrame(turn);
    };
    asked = requestAnimationFrame(turn);
    return () => cancelAnimationFrame(asked);
  }, [playing]);
  useEffect(() => {
    if (share >= 1) setPlaying(false);
  }, [share]);
  return {
    share,
    playing: playing && count > 1,
    setShare: (to: number) => {
      setPlaying(false);
      setShare(to);
    },
    play: () => {
      if (!playing && share >= 1) setShare(0);
      setPlaying(!playing);
    },
  };
}

/** The ways up to a frame, as faint lines. */
function drawWays(
  { context, colour }: Pen,
  { toPixel }: Projection,
  { shape, data }: Measured,
  frame: number,
) {
  const [count = 0, length = 1] = shape;
  const stride = Math.ceil(count / MOST_WAYS);
  context.beginPath();
  for (let point = 0; point < count; point += stride)
    for (let at = 0; at <= frame; at++) {
      const i = 2 * (point * length + at);
      const [x, y] = toPixel(data[i]!, data[i + 1]!);
      if (at === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  context.lineWidth = 1;
  context.strokeStyle = colour('--outline');
  context.globalAlpha = Math.min(0.5, Math.max(0.12, 24 / Math.max(1, count / stride)));
  context.stroke();
  context.globalAlpha = 1;
}

/** Where the network thinks that each point will end, as rings. */
function drawGuesses({ context, colour }: Pen, { toPixel }: Projection, { data }: Measured) {
  context.beginPath();
  for (let i = 0; i + 1 < data.length; i += 2) {
    const [x, y] = toPixel(data[i]!, data[i + 1]!);
    context.moveTo(x + 2.5, y);
    context.arc(x, y, 2.5, 0, 2 * Math.PI);
  }
  context.lineWidth = 1;
  context.strokeStyle = colour('--family-sampling');
  context.globalAlpha = 0.7;
  context.stroke();
  context.globalAlpha = 1;
}
