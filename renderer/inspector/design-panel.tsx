import { designLine } from '../canvas/card-line.ts';
import { countText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { useDescription } from '../shapes/description.ts';
import { ownerAt } from '../shapes/locate.ts';
import { useDocument } from '../state/document.ts';
import { RecipeDials } from './block-section.tsx';
import { inspectorTexts } from './inspector-texts.ts';
import { Fact } from './section.tsx';

/** The design on the canvas: what it is made of, and the recipe that draws it. */
export function DesignPanel({ id }: { readonly id: string }) {
  const t = useTexts(inspectorTexts);
  const design = useDocument(({ document }) => document?.designs[id]);
  const owner = useDocument(({ document, path }) => document && ownerAt(document, path));
  const weights = useDescription(({ parameters }) => (owner === null ? 0 : (parameters.get(owner) ?? 0)));
  if (!design) return null;
  return (
    <div className="flex flex-col gap-1 px-3 py-3">
      <h2 className="text-small font-medium text-muted">{t('design')}</h2>
      <p className="text-title font-semibold">{id}</p>
      <p className="text-muted">{designLine(design)}</p>
      {weights > 0 && (
        <dl>
          <Fact what={t('weights')}>{countText(weights)}</Fact>
        </dl>
      )}
      <RecipeDials design={id} />
      <p className="pt-2 text-muted">{t('documentHow')}</p>
    </div>
  );
}
