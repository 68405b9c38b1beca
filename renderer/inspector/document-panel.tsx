import { Plus, Trash2, X } from 'lucide-react';
import { nameOr } from '../../nodes/graph/names.ts';
import { addPhase, removePhase, renamePhase } from '../edits/settings.ts';
import { countText } from '../language/numbers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useDescription } from '../shapes/description.ts';
import { wayTo } from '../shapes/locate.ts';
import { edit, endGesture, useDocument } from '../state/document.ts';
import { reveal } from '../state/reveal.ts';
import { inspectorTexts } from './inspector-texts.ts';
import { Fact, Section } from './section.tsx';

const LARGEST_SEED = 0x7fffffff;
const LARGEST_BATCH = 65_536;
const LONGEST_PHASE = 10_000_000;

/** The document as a whole: what every step rests on. */
export function DocumentPanel() {
  const t = useTexts(inspectorTexts);
  const document = useDocument((state) => state.document);
  if (!document) return null;
  return (
    <>
      <header className="flex flex-col gap-1 px-3 py-3">
        <h2 className="text-small font-medium text-muted">{t('document')}</h2>
        <TextField
          label={t('name')}
          value={document.name}
          check={(name) => (name.trim() === '' ? t('noName') : null)}
          onCommit={(name) =>
            edit({ en: 'Rename the document', ko: '문서 이름 바꾸기' }, (draft) => {
              draft.name = name.trim();
            })
          }
        />
        <NumberField
          label={t('batch')}
          value={document.batch}
          min={1}
          max={LARGEST_BATCH}
          integer
          onChange={(batch) =>
            edit(
              { en: 'Change the batch', ko: '배치 바꾸기' },
              (draft) => {
                draft.batch = batch;
              },
              'batch',
            )
          }
          onSettle={endGesture}
        />
        <p className="text-small text-muted">{t('batchHelp')}</p>
        <NumberField
          label={t('seed')}
          value={document.seed}
          min={0}
          max={LARGEST_SEED}
          integer
          onChange={(seed) =>
            edit(
              { en: 'Change the seed', ko: '시드 바꾸기' },
              (draft) => {
                draft.seed = seed;
              },
              'seed',
            )
          }
          onSettle={endGesture}
        />
        <p className="text-small text-muted">{t('seedHelp')}</p>
      </header>
      <Phases />
      <Blocks />
      <p className="border-t border-hairline px-3 py-3 text-muted">{t('documentHow')}</p>
    </>
  );
}

function Phases() {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const phases = useDocument(({ document }) => document?.phases) ?? [];
  return (
    <Section
      title={t('phases')}
      aside={
        <IconButton
          label={t('addPhase')}
          icon={Plus}
          className="size-6"
          onClick={() =>
            edit({ en: 'Add a phase', ko: '단계 더하기' }, (draft) => addPhase(draft, t('newPhase')))
          }
        />
      }
    >
      {phases.map((phase, index) => (
        <div key={phase.name} className="flex items-start gap-1">
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <TextField
              look="bare"
              label={t('phaseName', { number: index + 1 })}
              value={text(nameOr(phase, phase.name))}
              onCommit={(wish) =>
                edit({ en: 'Rename a phase', ko: '단계 이름 바꾸기' }, (draft) =>
                  renamePhase(draft, index, wish),
                )
              }
            />
            <NumberField
              label={t('phaseSteps')}
              value={phase.steps}
              min={1}
              max={LONGEST_PHASE}
              integer
              step={100}
              onChange={(next) =>
                edit(
                  { en: 'Change the steps', ko: '스텝 수 바꾸기' },
                  (draft) => {
                    draft.phases[index]!.steps = next;
                  },
                  `phase ${index}`,
                )
              }
              onSettle={endGesture}
            />
          </div>
          {phases.length > 1 && (
            <IconButton
              label={t('removePhase')}
              icon={X}
              onClick={() =>
                edit({ en: 'Remove a phase', ko: '단계 지우기' }, (draft) => removePhase(draft, index))
              }
            />
          )}
        </div>
      ))}
    </Section>
  );
}

function Blocks() {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const document = useDocument((state) => state.document)!;
  const parameters = useDescription((state) => state.parameters);
  const blocks = Object.entries(document.blocks).map(([id, block]) => ({
    id,
    design: block.design,
    name: text(nameOr(block, id)),
  }));
  const graphs = [document.board, ...Object.values(document.designs)];
  const used = new Set(graphs.flatMap(({ nodes }) => Object.values(nodes).map(({ dials }) => dials.block)));
  const total = blocks.reduce((sum, { id }) => sum + (parameters.get(id) ?? 0), 0);
  return (
    <Section title={t('blocks')}>
      {blocks.length === 0 && <p className="text-muted">{t('noBlocks')}</p>}
      <ul>
        {blocks.map(({ id, name, design }) => (
          <li key={id} className="flex min-h-7 items-center justify-between gap-2">
            {used.has(id) ? (
              <Button
                variant="ghost"
                className="-ml-2.5 min-w-0"
                onClick={() =>
                  reveal([], firstCall(document, id) ?? wayTo(document, design)?.[0]?.node ?? null)
                }
              >
                <span className="truncate">{name}</span>
              </Button>
            ) : (
              <span className="truncate text-muted">
                {name} · {t('unused')}
              </span>
            )}
            {used.has(id) ? (
              <span className="text-muted">{countText(parameters.get(id) ?? 0)}</span>
            ) : (
              <IconButton
                label={t('removeBlock')}
                icon={Trash2}
                onClick={() =>
                  edit({ en: 'Remove a block', ko: '블록 지우기' }, (draft) => {
                    delete draft.blocks[id];
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {total > 0 && (
        <dl className="border-t border-hairline pt-1">
          <Fact what={t('weightsInAll')}>{countText(total)}</Fact>
        </dl>
      )}
    </Section>
  );
}

const firstCall = (
  document: NonNullable<ReturnType<typeof useDocument.getState>['document']>,
  block: string,
): string | undefined =>
  Object.entries(document.board.nodes).find(([, { dials }]) => dials.block === block)?.[0];
