import { PinOff } from 'lucide-react';
import { measuredText } from '../language/numbers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { Formula } from '../parts/formula.tsx';
import { Sparkline } from '../views/sparkline.tsx';
import { Bars } from './bars.tsx';
import { usePeek } from './peeks.ts';
import { pinKey, togglePin, usePins, type Pin } from './pins.ts';
import { probesTexts } from './probes-texts.ts';
import { readStatistics } from './statistics.ts';
import { Spread } from './wire-chip.tsx';
import { useWire } from './wire-of.ts';

/** Wires that are watched at every step: how their numbers are spread, and how their mean went. Nothing where none is pinned. */
export function PinnedWires() {
  const t = useTexts(probesTexts);
  const pins = usePins(({ pins }) => pins);
  if (pins.length === 0) return null;
  return (
    <section
      aria-label={t('pinned')}
      className="flex min-h-0 w-60 shrink-0 flex-col gap-2 overflow-y-auto p-3"
    >
      <h3 className="text-small text-muted">{t('pinned')}</h3>
      {pins.map((pin) => (
        <PinnedWire key={pinKey(pin)} {...pin} />
      ))}
    </section>
  );
}

function PinnedWire({ node, port }: Pin) {
  const t = useTexts(probesTexts);
  const text = useText();
  const wire = useWire(node, port);
  const title = text(wire.title);
  const watched = usePins((state) => state.watched[pinKey({ node, port })]);
  const { peeked } = usePeek(node, port);
  const statistics = watched?.last ?? (peeked ? readStatistics(peeked.statistics) : null);
  return (
    <div className="flex flex-col gap-0.5 border-b border-hairline pb-2 text-small last:border-0">
      <p className="flex items-center gap-2">
        <Formula tex={wire.symbol} className="text-body" />
        <span className="min-w-0 truncate text-muted">{title}</span>
        <IconButton
          label={t('unpin')}
          icon={PinOff}
          className="ml-auto size-6"
          onClick={() => void togglePin({ node, port })}
        />
      </p>
      {statistics && (
        <>
          <Spread statistics={statistics} />
          <div className="grid grid-cols-2 gap-2">
            <div className="h-7">
              <Bars statistics={statistics} label={t('spread', { wire: title })} />
            </div>
            <div className="h-7">
              {watched && watched.steps.length > 1 && (
                <Sparkline
                  steps={watched.steps}
                  values={watched.means}
                  version={watched.version}
                  label={t('over', { wire: title })}
                />
              )}
            </div>
          </div>
          <p className="text-muted tabular-nums">
            {t('range', {
              least: measuredText(statistics.least),
              largest: measuredText(statistics.largest),
            })}
          </p>
        </>
      )}
    </div>
  );
}
