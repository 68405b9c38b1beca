import { RotateCcw } from 'lucide-react';
import { recipes } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import { nameOr } from '../../nodes/graph/names.ts';
import { redraw, renameBlock } from '../edits/blocks.ts';
import { designCalledBy } from '../edits/nodes.ts';
import { graphNow, useCardNode, blockIdOf } from '../canvas/card-state.ts';
import { redrawDesign } from '../canvas/gestures.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { Switch } from '../parts/switch.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useDescription } from '../shapes/description.ts';
import { edit, useDocument } from '../state/document.ts';
import { useModel } from '../state/training.ts';
import { DialList } from './dial-list.tsx';
import { inspectorTexts } from './inspector-texts.ts';
import { Section } from './section.tsx';
import { stillFitting } from './still-fitting.ts';

/** The block that a card calls: its name, whether it is frozen, and the recipe that draws its design. */
export function BlockSection({ id }: { readonly id: string }) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const node = useCardNode(id);
  const block = blockIdOf(node);
  const known = useDocument(({ document }) => (block === null ? undefined : document?.blocks[block]));
  const design = useDocument((state) =>
    state.document ? designCalledBy(state.document, graphNow(state), id) : null,
  );
  const calls = useDocument(({ document }) =>
    block === null || !document
      ? 0
      : [document.board, ...Object.values(document.designs)]
          .flatMap(({ nodes }) => Object.values(nodes))
          .filter((other) => other.kind === 'call' && other.dials.block === block).length,
  );
  if (design === null) return null;
  return (
    <Section
      title={t('block')}
      aside={calls > 0 && <span className="text-small text-muted">{t('calls', { count: calls })}</span>}
    >
      {block !== null && known && (
        <>
          <TextField
            key={block}
            label={t('blockName')}
            value={text(nameOr(known, block))}
            onCommit={(name) =>
              edit({ en: 'Rename a block', ko: '블록 이름 바꾸기' }, (draft) =>
                renameBlock(draft, block, name),
              )
            }
          />
          <Switch
            label={t('frozen')}
            checked={known.frozen === true}
            onChange={(frozen) =>
              edit(frozen ? { en: 'Freeze', ko: '고정하기' } : { en: 'Thaw', ko: '고정 풀기' }, (draft) => {
                const there = draft.blocks[block];
                if (!there) return;
                if (frozen) there.frozen = true;
                else delete there.frozen;
              })
            }
          />
          <p className="text-small text-muted">{t('frozenHelp')}</p>
          <Carried block={block} />
        </>
      )}
      <RecipeDials design={design} />
    </Section>
  );
}

/** What of the trained weights would be kept by a model of the document as it is now. */
function Carried({ block }: { readonly block: string }) {
  const t = useTexts(inspectorTexts);
  const model = useModel();
  const weights = useDescription((state) => state.weights);
  const text = model && model.weights !== 'new' ? model.text : null;
  if (text === null || weights.size === 0) return null;
  const { carried, anew, count } = stillFitting(text, weights, block);
  if (count === 0) return null;
  return (
    <p className="text-small text-muted">
      {anew === 0 && carried === count ? t('allCarried') : t('carried', { carried, count, anew })}
    </p>
  );
}

/** The recipe of a design, as dials that draw it anew; what was edited by hand offers to go back to it. */
export function RecipeDials({ design }: { readonly design: string }) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const made = useDocument(({ document }) => document?.designs[design]);
  const users = useDocument(
    ({ document }) => Object.values(document?.blocks ?? {}).filter((block) => block.design === design).length,
  );
  const kind = (made?.recipe ?? made?.formerRecipe)?.kind;
  const recipe = kind === undefined ? undefined : recipes.get(kind);
  if (!made || !recipe) return null;
  if (!made.recipe)
    return (
      <div className="flex flex-col items-start gap-2 pt-1">
        <p className="text-muted">{t('editedByHand')}</p>
        <Button icon={RotateCcw} onClick={() => redrawDesign(design)}>
          {t('redraw')}
        </Button>
      </div>
    );
  const { dials } = made.recipe;
  return (
    <>
      <h4 className="pt-2 text-small text-muted">{t('recipe', { name: text(recipe.title) })}</h4>
      <DialList
        dials={recipe.dials as Readonly<Record<string, Dial>>}
        values={dials}
        onTurn={(name, dial, value) => {
          const { [name]: _, ...others } = dials;
          edit(
            { en: `Turn '${dial.title.en}'`, ko: `'${dial.title.ko}' 바꾸기` },
            (draft) => redraw(draft, design, value === undefined ? others : { ...dials, [name]: value }),
            `recipe ${design}.${name}`,
          );
        }}
      />
      {users > 1 && <p className="text-small text-muted">{t('shared', { count: users })}</p>}
    </>
  );
}
