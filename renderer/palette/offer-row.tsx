import { PreviewCard } from '@base-ui/react/preview-card';
import { OFFER } from '../canvas/drag-offer.ts';
import type { Offer } from '../canvas/offers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Formula } from '../parts/formula.tsx';
import { families } from '../theme/families.ts';
import { paletteTexts } from './palette-texts.ts';

interface OfferRowProps {
  readonly offer: Offer;
  readonly onAdd: () => void;
}

/** One line of the palette; hovered or focused, it says what it does, with its formula. */
export function OfferRow({ offer, onAdd }: OfferRowProps) {
  const text = useText();
  const t = useTexts(paletteTexts);
  const { icon: Icon, colour } = families[offer.family];
  return (
    <li>
      <PreviewCard.Root>
        <PreviewCard.Trigger
          delay={350}
          closeDelay={80}
          render={
            <button
              type="button"
              data-offer={offer.id}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.setData(OFFER, offer.id);
                event.dataTransfer.effectAllowed = 'copy';
              }}
              onDoubleClick={onAdd}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                onAdd();
              }}
              className="flex h-7 w-full cursor-grab items-center gap-2 rounded-control px-2 text-left select-none hover:bg-hover active:cursor-grabbing"
            />
          }
        >
          <Icon size={14} strokeWidth={1.75} aria-hidden style={{ color: colour }} className="shrink-0" />
          <span className="truncate">{text(offer.title)}</span>
        </PreviewCard.Trigger>
        <PreviewCard.Portal>
          <PreviewCard.Positioner
            side="right"
            align="start"
            sideOffset={10}
            collisionPadding={8}
            className="z-50"
          >
            <PreviewCard.Popup className="flex w-72 flex-col gap-2 rounded-card bg-raised p-3 shadow-float transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0">
              <p className="font-semibold">{text(offer.title)}</p>
              <p>{text(offer.sentence)}</p>
              {offer.formula !== undefined && (
                <div className="overflow-x-auto rounded-control bg-sunken px-2 py-1.5 text-small">
                  <Formula tex={offer.formula} />
                </div>
              )}
              <p className="text-small text-muted">{t('how')}</p>
            </PreviewCard.Popup>
          </PreviewCard.Positioner>
        </PreviewCard.Portal>
      </PreviewCard.Root>
    </li>
  );
}
