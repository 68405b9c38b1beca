import { Pin, PinOff } from 'lucide-react';
import { useMemo } from 'react';
import type { Numbers } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Meaning } from '../../nodes/port.ts';
import { measuredText } from '../language/numbers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { Formula } from '../parts/formula.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { pixelsOf } from '../views/mosaic.ts';
import { Bars } from './bars.tsx';
import { usePeek } from './peeks.ts';
import { isPinned, togglePin, usePins } from './pins.ts';
import { probesTexts } from './probes-texts.ts';
import { readStatistics, type Statistics } from './statistics.ts';
import { useWire } from './wire-of.ts';

interface WireChipProps {
  /** The output that the wire begins at, in the graph on the canvas. */
  readonly node: string;
  readonly port: string;
}

/** What a wire carries: its shape, and while a model is there how its numbers are spread, and a picture if they are one. */
export function WireChip({ node, port }: WireChipProps) {
  const { title, symbol, shape, meaning, onBoard } = useWire(node, port);
  return (
    <div className="flex w-max max-w-80 flex-col gap-1 rounded-card bg-raised px-2 py-1.5 text-small text-text shadow-float">
      <p className="flex items-center gap-2">
        <Formula tex={symbol} className="text-body" />
        {shape !== null && <span className="text-muted">{shape}</span>}
        {onBoard && <PinButton node={node} port={port} />}
      </p>
      {onBoard && <Carried node={node} port={port} title={title} meaning={meaning} />}
    </div>
  );
}

function PinButton({ node, port }: WireChipProps) {
  const t = useTexts(probesTexts);
  const pinned = usePins((pins) => isPinned(pins, { node, port }));
  return (
    <IconButton
      label={t(pinned ? 'unpin' : 'pin')}
      icon={pinned ? PinOff : Pin}
      aria-pressed={pinned}
      className="-my-1 ml-auto size-6"
      onClick={() => void togglePin({ node, port })}
    />
  );
}

type CarriedProps = WireChipProps & { readonly title: Text; readonly meaning: Meaning | undefined };

function Carried({ node, port, title, meaning }: CarriedProps) {
  const t = useTexts(probesTexts);
  const text = useText();
  const { peeked, asking, problem } = usePeek(node, port);
  const statistics = useMemo(() => (peeked ? readStatistics(peeked.statistics) : null), [peeked]);
  if (problem) return <p className="max-w-64 text-muted">{text(problem)}</p>;
  if (!statistics || !peeked) return asking ? <Skeleton className="h-14 w-44" /> : null;
  const wire = text(title);
  return (
    <div className="flex items-end gap-2">
      <div className="flex w-44 flex-col">
        <Spread statistics={statistics} />
        <div className="mt-1 h-7">
          <Bars statistics={statistics} label={t('spread', { wire })} />
        </div>
        <p className="flex justify-between text-muted tabular-nums">
          <span>{measuredText(statistics.least)}</span>
          <span>{measuredText(statistics.largest)}</span>
        </p>
      </div>
      <FirstImage value={peeked.value} meaning={meaning} label={t('first', { wire })} />
    </div>
  );
}

/** `mean 0.13 ± 0.31` */
export function Spread({ statistics: { mean, deviation } }: { readonly statistics: Statistics }) {
  const t = useTexts(probesTexts);
  const finite = Number.isFinite(mean);
  return (
    <p className={finite ? 'tabular-nums' : 'text-bad'}>
      <span className="text-muted">{t('mean')} </span>
      {finite ? `${measuredText(mean)} ± ${measuredText(deviation)}` : t('broken')}
    </p>
  );
}

interface FirstImageProps {
  readonly value: Numbers;
  readonly meaning: Meaning | undefined;
  readonly label: string;
}

function FirstImage({ value: { shape, data }, meaning, label }: FirstImageProps) {
  const [, height = 0, width = 0, channels] = shape;
  if (shape.length !== 4 || (channels !== 1 && channels !== 3)) return null;
  const logits = meaning?.form === 'logits';
  const size = height * width * channels;
  const first = Float32Array.from(data.subarray(0, size), (x) => (logits ? 1 / (1 + Math.exp(-x)) : x));
  const range = meaning?.form === undefined ? (meaning?.range ?? ([0, 1] as const)) : ([0, 1] as const);
  const images = { shape: [1, height, width, channels], data: first };
  return (
    <canvas
      data-pixels
      role="img"
      aria-label={label}
      width={width}
      height={height}
      className="size-14 rounded-[2px]"
      ref={(canvas) => {
        const pixels = pixelsOf({ images, range }, 0);
        canvas?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
      }}
    />
  );
}
