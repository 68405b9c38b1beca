import type { NodeProps } from '@xyflow/react';
import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import type { Frame as GraphFrame } from '../../nodes/graph/document.ts';
import { givenName } from '../../nodes/graph/names.ts';
import { useText, useTexts } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import { useCanvas } from './canvas-state.ts';
import { CardTitle } from './card-title.tsx';
import { canvasTexts } from './canvas-texts.ts';
import { graphNow } from './card-state.ts';
import { fold, renameFrame } from './frame-gestures.ts';
import { keepsSize } from './keeps-size.ts';
import { NameInput } from './name-input.tsx';
import { pieceOf } from './pieces.ts';

/** The frame that stands under a key on the canvas. */
export function useFrame(key: string): { readonly id: string; readonly frame: GraphFrame | undefined } {
  const { id } = pieceOf(key);
  return { id, frame: useDocument((state) => graphNow(state).frames?.[id]) };
}

/** A frame around cards: its border, and its title, which keeps its size at every zoom. */
export const Frame = memo(({ id: key, selected }: NodeProps) => {
  const { id, frame } = useFrame(key);
  if (!frame) return null;
  return (
    <section className="frame" data-selected={selected || undefined}>
      <header ref={keepsSize} className="frame-title">
        <FrameTitle frameKey={key} id={id} frame={frame} />
      </header>
    </section>
  );
});

/** The name of a frame, and what folds or unfolds it. */
export function FrameTitle({
  frameKey,
  id,
  frame,
}: {
  readonly frameKey: string;
  readonly id: string;
  readonly frame: GraphFrame;
}) {
  const t = useTexts(canvasTexts);
  const title = useText()(givenName(frame)!);
  const renaming = useCanvas((state) => state.renaming === frameKey);
  return (
    <>
      <button
        type="button"
        className="frame-fold nodrag"
        aria-expanded={!frame.folded}
        aria-label={t(frame.folded ? 'unfoldFrame' : 'foldFrame', { frame: title })}
        onClick={() => fold([id])}
      >
        <ChevronDown size={14} strokeWidth={2} aria-hidden />
      </button>
      {renaming ? (
        <NameInput label={t('frameName')} title={title} onName={(name) => renameFrame(id, name)} />
      ) : (
        <CardTitle title={title} />
      )}
    </>
  );
}
