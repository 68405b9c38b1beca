import { PreviewCard } from '@base-ui/react/preview-card';
import { useEffect, useState } from 'react';
import type { Offer } from '../canvas/offers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Formula } from '../parts/formula.tsx';
import { watchHover } from '../parts/watch-hover.ts';
import { paletteTexts } from './palette-texts.ts';

/** What the offer under the pointer does, with its formula, beside its row. */
export function OfferPreview({ offers }: { readonly offers: readonly Offer[] }) {
  const text = useText();
  const t = useTexts(paletteTexts);
  const [row, setRow] = useState<Element | null>(null);
  const [last, setLast] = useState<Element | null>(null);
  useEffect(() => watchHover('[data-offer]', setRow, { delay: 350, linger: 80, warm: 300 }), []);
  // It fades where it was.
  if (row !== null && row !== last) setLast(row);
  const offer = offers.find(({ id }) => id === last?.getAttribute('data-offer'));
  return (
    <PreviewCard.Root
      open={row !== null && offer !== undefined}
      onOpenChange={(open) => open || setRow(null)}
    >
      <PreviewCard.Portal>
        <PreviewCard.Positioner
          anchor={last}
          side="right"
          align="start"
          sideOffset={10}
          collisionPadding={8}
          className="z-50"
        >
          <PreviewCard.Popup
            data-hover-stays
            className="flex w-72 flex-col gap-2 rounded-card bg-raised p-3 shadow-float transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0"
          >
            <p className="font-semibold">{offer && text(offer.title)}</p>
            <p>{offer && text(offer.sentence)}</p>
            {offer?.formula !== undefined && (
              <div className="overflow-x-auto rounded-control bg-sunken px-2 py-1.5 text-small">
                <Formula tex={offer.formula} />
              </div>
            )}
            <p className="text-small text-muted">{t('how')}</p>
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
