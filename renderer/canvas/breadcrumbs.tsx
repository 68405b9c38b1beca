import { ChevronRight, RotateCcw } from 'lucide-react';
import { recipes } from '../../nodes/catalogue.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { Tooltip } from '../parts/tooltip.tsx';
import { useDocument } from '../state/document.ts';
import { canvasTexts } from './canvas-texts.ts';
import { titleOf } from './card-state.ts';
import { graphAt } from '../state/document.ts';
import { leaveTo, redrawDesign } from './gestures.ts';

/** The way from the board to the graph on the canvas; each part leads back there. */
export function Breadcrumbs() {
  const t = useTexts(canvasTexts);
  const text = useText();
  const path = useDocument((state) => state.path);
  const names = useDocument(({ document, path }) =>
    path
      .map(({ node }, depth) => {
        const card = document && graphAt(document, path.slice(0, depth))?.nodes[node];
        return text(titleOf(card ?? undefined)) || node;
      })
      .join('\n'),
  ).split('\n');
  if (path.length === 0) return null;
  return (
    <div className="flex flex-col items-start gap-1">
      <nav
        aria-label={t('path')}
        className="flex items-center rounded-control border border-hairline bg-surface px-1"
      >
        <ol className="flex items-center">
          {[t('board'), ...names].map((name, depth) => (
            <li key={depth} className="flex items-center">
              {depth > 0 && <ChevronRight size={12} className="text-muted" aria-hidden />}
              {depth === path.length ? (
                <span aria-current="page" className="px-1.5 py-1 font-medium">
                  {name}
                </span>
              ) : (
                <button
                  type="button"
                  className="rounded-control px-1.5 py-1 text-muted hover:bg-hover hover:text-text"
                  onClick={() => leaveTo(depth)}
                >
                  {name}
                </button>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <DesignNote />
    </div>
  );
}

/** Where the design comes from, and who else uses it. */
function DesignNote() {
  const t = useTexts(canvasTexts);
  const text = useText();
  const id = useDocument(({ path }) => path.at(-1)?.design ?? '');
  const design = useDocument(({ document }) => document?.designs[id]);
  const users = useDocument(
    ({ document }) => Object.values(document?.blocks ?? {}).filter((block) => block.design === id).length,
  );
  const drawn = design?.recipe ?? design?.formerRecipe;
  const title = drawn && (recipes.get(drawn.kind)?.title ?? { en: drawn.kind, ko: drawn.kind });
  return (
    <div className="flex flex-wrap items-center gap-2 text-small text-muted">
      {title && <span>{design?.recipe ? t('byRecipe', { recipe: text(title) }) : t('byHand')}</span>}
      {users > 1 && <span>{t('sharedBy', { count: users })}</span>}
      {title && !design?.recipe && (
        <Tooltip text={t('redrawHow', { recipe: text(title) })}>
          <Button icon={RotateCcw} className="h-6 text-small" onClick={() => redrawDesign(id)}>
            {t('redraw')}
          </Button>
        </Tooltip>
      )}
    </div>
  );
}
