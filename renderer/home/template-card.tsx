import type { TemplateCard as Card } from '../../main/bridge/contract.ts';
import { useText } from '../language/texts.ts';
import { Badges, Facts } from './badges.tsx';
import { openTemplate } from './open-from-home.ts';
import { Thumbnail } from './thumbnail.tsx';

/** A template: samples of its own weights, its question, and what it takes. One click opens it. */
export function TemplateCard({ card }: { readonly card: Card }) {
  const text = useText();
  return (
    <button
      type="button"
      onClick={() => openTemplate(card.name)}
      className="group flex flex-col overflow-hidden rounded-card border border-hairline bg-surface text-left transition-colors hover:border-outline"
    >
      <Thumbnail
        of={card.thumbnail ? { template: card.name } : null}
        alt=""
        className="aspect-2/1 w-full shrink-0"
      />
      <span className="flex flex-1 flex-col gap-1 p-4">
        <span className="font-semibold">{text(card.title)}</span>
        <span className="text-muted text-pretty">{text(card.question)}</span>
        <span className="mt-auto flex flex-col gap-2 pt-3">
          <Badges card={card} />
          <Facts card={card} />
        </span>
      </span>
    </button>
  );
}
