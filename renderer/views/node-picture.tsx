import { Copy, Download, RefreshCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { numberTitle } from '../../nodes/graph/number-title.ts';
import { countText, measuredText } from '../language/numbers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Tooltip } from '../parts/tooltip.tsx';
import { useDocument } from '../state/document.ts';
import { useRun, type Seen } from '../state/run.ts';
import { useModel } from '../state/training.ts';
import { useTurns } from '../state/turns.ts';
import type { PictureSize } from './form.ts';
import { useFormerHeld } from './held-key.ts';
import { lookAgain } from './look-again.ts';
import { useOwnTitle } from './node-title.ts';
import { Picture, Sentence } from './picture.tsx';
import { copyPng, pngOf, saveFile } from './take-away.ts';
import { viewsTexts } from './views-texts.ts';
import { TurnLine, TurnPicture } from './turn-line.tsx';
import { useWatched } from './watching.ts';
import { useCloudNames } from './cloud-names.ts';

interface NodePictureProps {
  /** A view or metric of the board. */
  readonly node: string;
  readonly size: PictureSize;
}

/** What a view sees now, kept up to date while it is on the screen. It fills the place that it is given. */
export function NodePicture({ node, size }: NodePictureProps) {
  const t = useTexts(viewsTexts);
  const place = useRef<HTMLDivElement>(null);
  useWatched(node, place);
  const title = useOwnTitle(node);
  const seen = useRun((state) => state.seen[node]);
  const former = useRun((state) => state.formerSeen[node]);
  const turn = useTurns((turns) => turns[`look/${node}`]);
  const held = useFormerHeld() && former !== undefined;
  const shown = held ? former : seen;
  const picture = useCloudNames(node, shown?.finding.picture);
  const step = useStepText(shown);

  return (
    <div ref={place} className="group relative flex size-full min-h-0 flex-col">
      <div className="relative min-h-0 flex-1">
        {picture ? (
          <Picture picture={picture} size={size} label={`${title}, ${step}`} />
        ) : shown?.finding.numbers ? (
          <Numbers node={node} numbers={shown.finding.numbers} />
        ) : turn ? (
          <TurnPicture turn={turn} size={size} otherwise={<Nothing node={node} />} />
        ) : (
          <Nothing node={node} />
        )}
        {shown && (
          <div className="nodrag absolute top-1 right-1 z-20 flex rounded-control bg-raised opacity-0 shadow-float transition-opacity group-focus-within:opacity-100 group-hover:opacity-100">
            <Refresh node={node} />
            {picture && size === 'dock' && (
              <>
                <IconButton
                  label={t('copy')}
                  icon={Copy}
                  onClick={() => void copyPng(pngOf(picture, place.current))}
                />
                <IconButton
                  label={t('savePng')}
                  icon={Download}
                  onClick={() =>
                    void pngOf(picture, place.current).then(
                      (png) => png && saveFile(`${title} ${step}.png`, png),
                    )
                  }
                />
              </>
            )}
          </div>
        )}
      </div>
      {turn && shown && <TurnLine turn={turn} />}
      {size === 'dock' && shown && !turn && (
        <Caption seen={shown} held={held} former={former !== undefined} />
      )}
      {size === 'card' && held && <p className="text-center text-small text-muted">{step}</p>}
    </div>
  );
}

/** Which weights the model has; while another project has the engine, which it had. */
function useWeights() {
  const weights = useModel()?.weights;
  const [known, setKnown] = useState(weights);
  if (weights !== undefined && weights !== known) setKnown(weights);
  return weights ?? known;
}

/** `step 1,240`, or which weights where no run trained them. */
function useStepText(seen: Seen | undefined): string {
  const t = useTexts(viewsTexts);
  const weights = useWeights();
  if (!seen) return '';
  if (seen.run === null) return weights === 'new' ? t('newWeights') : t('shippedWeights');
  return t('step', { step: countText(seen.step) });
}

const averaged = new WeakMap<GraphDocument['board']['nodes'], boolean>();

/** Whether anything on a board is sampled with averaged weights, found once for all pictures. */
function isAveraged(nodes: GraphDocument['board']['nodes']): boolean {
  let known = averaged.get(nodes);
  if (known === undefined) {
    known = Object.values(nodes).some(
      ({ dials }) => typeof dials.movingAverage === 'number' && dials.movingAverage > 0,
    );
    averaged.set(nodes, known);
  }
  return known;
}

/** Minutes after which a picture says its age while training goes on. */
const OLD = 1;

function Caption({ seen, held, former }: { seen: Seen; held: boolean; former: boolean }) {
  const t = useTexts(viewsTexts);
  const step = useStepText(seen);
  const training = useRun(({ engine }) => engine?.model?.activity === 'training');
  const isOfAverages = useDocument(({ document }) => document !== null && isAveraged(document.board.nodes));
  const minutes = useMinutesSince(training ? seen.at : null);
  return (
    <Tooltip text={former ? `${t('how')} ${t('formerKey')}.` : t('how')} side="top">
      <p className="truncate pt-1 text-center text-small text-muted">
        {held ? t('formerRun', { step: countText(seen.step) }) : step}
        {isOfAverages && ` · ${t('averagedWeights')}`}
        {minutes >= OLD && ` · ${t('minutesOld', { count: minutes })}`}
      </p>
    </Tooltip>
  );
}

function useMinutesSince(at: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === null) return;
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? 0 : Math.max(0, Math.floor((now - at) / 60_000));
}

function Refresh({ node }: { node: string }) {
  const t = useTexts(viewsTexts);
  const [looking, setLooking] = useState(false);
  return (
    <IconButton
      label={t('refresh')}
      icon={RefreshCw}
      aria-disabled={looking || undefined}
      className={looking ? 'motion-safe:[&_svg]:animate-spin' : ''}
      onClick={() => {
        if (looking) return;
        setLooking(true);
        void lookAgain(node).finally(() => setLooking(false));
      }}
    />
  );
}

/** What a metric measured. */
function Numbers({ node, numbers }: { node: string; numbers: Readonly<Record<string, number>> }) {
  const text = useText();
  const kind = useDocument(({ document }) => document?.board.nodes[node]?.kind) ?? '';
  return (
    <dl className="grid h-full grid-cols-[1fr_auto] content-center gap-x-3 px-1 text-small">
      {Object.entries(numbers).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="truncate text-muted">{text(numberTitle(kind, name))}</dt>
          <dd className="text-right font-medium tabular-nums">{measuredText(value, 4)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Why there is nothing to see yet. */
function Nothing({ node }: { node: string }) {
  const t = useTexts(viewsTexts);
  const off = useDocument(({ document }) => document?.board.nodes[node]?.off === true);
  const activity = useRun(({ engine }) => engine?.model?.activity);
  if (off) return <Sentence>{t('off')}</Sentence>;
  if (activity === 'preparing') return <Skeleton className="size-full" />;
  if (activity === 'failed') return <Sentence>{t('failed')}</Sentence>;
  return <Sentence>{t(activity === undefined ? 'noModel' : 'waiting')}</Sentence>;
}
