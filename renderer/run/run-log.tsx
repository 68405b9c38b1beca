import { useEffect, useMemo, useState } from 'react';
import type { Result } from '../../main/bridge/contract.ts';
import { dialTitle } from '../../nodes/graph/dial-title.ts';
import { numberTitle } from '../../nodes/graph/number-title.ts';
import { useLanguage, useTexts } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { SkeletonLines } from '../parts/skeleton.tsx';
import { useDocument } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { machine } from '../state/studio.ts';
import { useModel } from '../state/training.ts';
import { nodeTitle } from '../views/node-title.ts';
import { measuresOf } from './measures.ts';
import { readableRecords, sentenceOfRecord, stepOf } from './log-sentences.ts';
import { runsTexts } from './runs-texts.ts';

/** Milliseconds between two readings while it trains. */
const EVERY = 2000;
/** Newest lines that are shown. */
const LINES = 300;

/** What happened in a run, newest first. */
export function RunLog({ run }: { readonly run: string }) {
  const t = useTexts(runsTexts);
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const records = useRecords(run);
  const lossTitles = useMemo(() => {
    const names = new Set(
      (records ?? []).flatMap((one) => (one.kind === 'numbers' ? Object.keys(one.numbers) : [])),
    );
    const losses = document ? measuresOf(document, [...names]).filter(({ group }) => group === 'losses') : [];
    return new Map(losses.map(({ key, title }) => [key, title]));
  }, [document, records]);
  if (!records) return <SkeletonLines lines={4} />;
  if (records.length === 0) return <p className="p-3 text-muted">{t('noLog')}</p>;
  return (
    <ol
      aria-label={t('log')}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto px-3 pb-2 text-small -outline-offset-2"
    >
      {readableRecords(records)
        .slice(-LINES)
        .toReversed()
        .map((record, i) => {
          const sentence = sentenceOfRecord(record, {
            node: (node) => nodeTitle(document, node, language),
            loss: (number) => lossTitles.get(number)?.[language] ?? null,
            number: (node, name) => numberTitle(document?.board.nodes[node]?.kind ?? '', name),
            dial: (node, name) => (document ? dialTitle(document, node, name) : { en: name, ko: name }),
          });
          return (
            <li key={`${records.length - i}`} className="grid grid-cols-[3.5rem_1fr] gap-3 py-px">
              <span className="text-right text-muted tabular-nums">{stepOf(record)}</span>
              <span
                className={classes(
                  'tabular-nums',
                  record.kind === 'numbers' && 'text-muted',
                  record.kind === 'problem' && 'text-bad',
                )}
              >
                {sentence[language]}
              </span>
            </li>
          );
        })}
    </ol>
  );
}

function useRecords(run: string): Result<'records'> | null {
  const project = useProject(({ open }) => open?.project);
  const model = useModel();
  const training = model?.run === run && model.activity === 'training';
  const [read, setRead] = useState<{ run: string; records: Result<'records'> } | null>(null);
  useEffect(() => {
    if (project === undefined) return;
    let over = false;
    const ask = () =>
      machine()
        .call('records', { project, run })
        .then((records) => {
          if (!over) setRead({ run, records });
        })
        // A run without records yet: the next turn finds them.
        .catch(() => {
          if (!over) setRead({ run, records: [] });
        });
    void ask();
    const timer = training ? setInterval(() => void ask(), EVERY) : undefined;
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [project, run, training]);
  return read?.run === run ? read.records : null;
}
