import { textOf } from '../../nodes/alphabet/problem.ts';
import { SearchX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { add } from '../canvas/gestures.ts';
import { middle } from '../canvas/canvas-state.ts';
import { offersFor } from '../canvas/offers.ts';
import { search } from '../canvas/search.ts';
import { useText, useTexts } from '../language/texts.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { notifyProblem } from '../parts/notify.ts';
import { SearchField } from '../parts/search-field.tsx';
import { useDocument } from '../state/document.ts';
import { groupsOf } from './groups.ts';
import { OfferPreview } from './offer-preview.tsx';
import { OfferRow } from './offer-row.tsx';
import { paletteTexts } from './palette-texts.ts';

/** Puts an offer into the middle of what is seen, or says why it cannot stand there. */
function addHere(id: string): void {
  const { canvas } = middle();
  try {
    // Cards that are added one after another do not hide each other.
    const shift = 24 * (added++ % 6);
    add(id, { x: canvas.x - 104 + shift, y: canvas.y + shift });
  } catch (error) {
    notifyProblem(textOf(error));
  }
}
let added = 0;

/** Everything that can be put on the canvas, by family, with a search. Drag a card out, or press Enter on it. */
export function Palette() {
  const t = useTexts(paletteTexts);
  const text = useText();
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const design = useDocument(({ path }) => path.at(-1)?.design ?? null);
  const blocks = useDocument(({ document }) => document?.blocks);
  const designs = useDocument(({ document }) => document?.designs);
  // Offers hang on blocks and designs alone: an edit of a card draws no list.
  const offers = useMemo(() => {
    const { document } = useDocument.getState();
    return document ? offersFor(document, design) : [];
    // oxlint-disable-next-line react/exhaustive-deps
  }, [blocks, designs, design]);
  const groups = useMemo(() => groupsOf(search(offers, query)), [offers, query]);

  /** Up and down go along the list, whatever group a row is in. */
  function go(event: React.KeyboardEvent, from: Element | null) {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-offer]') ?? [])];
    const at = from ? rows.indexOf(from as HTMLElement) : -1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="p-2">
        <SearchField
          label={t('search')}
          value={query}
          onChange={setQuery}
          onKeyDown={(event) => {
            const first = groups[0]?.offers[0];
            if (event.key === 'Enter' && first && query !== '') addHere(first.id);
            else if (event.key === 'ArrowDown') go(event, null);
          }}
        />
      </div>
      <div
        ref={list}
        role="group"
        aria-label={t('list')}
        className="min-h-0 flex-1 overflow-y-auto px-2 pb-3 select-none"
        onKeyDown={(event) => go(event, (event.target as Element).closest('[data-offer]'))}
      >
        {groups.map(({ id, title, offers: some }) => {
          const words = typeof title === 'string' ? t(title) : text(title);
          return (
            <div key={id} role="group" aria-label={words} className="pt-2 first:pt-0">
              <h2 className="px-2 pb-0.5 text-small text-muted">{words}</h2>
              <ul>
                {some.map((offer) => (
                  <OfferRow key={offer.id} offer={offer} onAdd={addHere} />
                ))}
              </ul>
            </div>
          );
        })}
        {groups.length === 0 && query !== '' && (
          <EmptyState icon={SearchX} title={t('nothing')}>
            {t('nothingHow')}
          </EmptyState>
        )}
      </div>
      <OfferPreview offers={offers} />
    </div>
  );
}
