import { textOf } from '../../nodes/alphabet/problem.ts';
import { Square } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { Picture as Found } from '../../nodes/finding.ts';
import { countText } from '../language/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { notifyProblem } from '../parts/notify.ts';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { useDescription } from '../shapes/description.ts';
import { stopSampling, useTurns, type Turn } from '../state/turns.ts';
import type { PictureSize } from './form.ts';
import { Picture } from './picture.tsx';
import { pictureOfNumbers } from './sampled-picture.tsx';
import { viewsTexts } from './views-texts.ts';

/** How far a sampler is, and a way to stop it. */
export function TurnLine({ turn: { turn, turns } }: { readonly turn: Turn }) {
  const t = useTexts(viewsTexts);
  const words = t('turn', { turn: countText(turn), turns: countText(turns) });
  return (
    <div className="nodrag flex h-6 items-center gap-2 px-1 text-small">
      <ProgressBar label={t('sampling')} share={turn / turns} className="min-w-8 flex-1" />
      <span className="shrink-0 text-muted tabular-nums">{words}</span>
      <IconButton
        label={t('stopSampling')}
        icon={Square}
        className="size-6!"
        onClick={() => void stopSampling().catch((error: unknown) => notifyProblem(textOf(error)))}
      />
    </div>
  );
}

/** The samples of a turn as they are by now; `null` where they have no picture, such as latents. */
export function useTurnPicture(turn: Turn | undefined): Found | null {
  const meaning = useDescription(({ wires }) =>
    turn ? wires.get(`${turn.node}.samples`)?.meaning : undefined,
  );
  const values = turn?.values;
  return useMemo(() => (values ? pictureOfNumbers(values, meaning) : null), [values, meaning]);
}

interface TurnPictureProps {
  readonly turn: Turn;
  readonly size: PictureSize;
  /** What stands there where the samples have no picture. */
  readonly otherwise?: ReactNode;
}

/** Samples as they take shape, filling their place, with how far they are below. */
export function TurnPicture({ turn, size, otherwise = null }: TurnPictureProps) {
  const t = useTexts(viewsTexts);
  const picture = useTurnPicture(turn);
  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="relative min-h-0 flex-1">
        {picture ? (
          <Picture picture={picture} size={size} label={t('turn', { turn: turn.turn, turns: turn.turns })} />
        ) : (
          otherwise
        )}
      </div>
      <TurnLine turn={turn} />
    </div>
  );
}

/** On the card of a sampler: its samples as they take shape. */
export function SamplerTurn({ id }: { readonly id: string }) {
  const turn = useTurns((turns) => Object.values(turns).find(({ node }) => node === id));
  const pictured = useTurnPicture(turn) !== null;
  if (!turn) return null;
  return (
    <div className={pictured ? 'h-44 px-2 pt-1' : 'px-2 pt-1'}>
      <TurnPicture turn={turn} size="card" />
    </div>
  );
}
