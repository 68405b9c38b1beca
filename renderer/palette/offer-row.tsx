import { memo } from 'react';
import { OFFER } from '../canvas/drag-offer.ts';
import type { Offer } from '../canvas/offers.ts';
import { useText } from '../language/texts.ts';
import { families } from '../theme/families.ts';

interface OfferRowProps {
  readonly offer: Offer;
  readonly onAdd: (id: string) => void;
}

/** One line of the palette. */
export const OfferRow = memo(({ offer, onAdd }: OfferRowProps) => {
  const text = useText();
  const { icon: Icon, colour } = families[offer.family];
  return (
    <li>
      <button
        type="button"
        data-offer={offer.id}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(OFFER, offer.id);
          event.dataTransfer.effectAllowed = 'copy';
        }}
        onDoubleClick={() => onAdd(offer.id)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onAdd(offer.id);
        }}
        className="flex h-7 w-full cursor-grab items-center gap-2 rounded-control px-2 text-left select-none hover:bg-hover active:cursor-grabbing"
      >
        <Icon size={14} strokeWidth={1.75} aria-hidden style={{ color: colour }} className="shrink-0" />
        <span className="truncate">{text(offer.title)}</span>
      </button>
    </li>
  );
});
