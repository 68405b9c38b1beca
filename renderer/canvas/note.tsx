import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTexts } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import { setCanvas, useCanvas } from './canvas-state.ts';
import { canvasTexts } from './canvas-texts.ts';
import { graphNow } from './card-state.ts';
import { write } from './frame-gestures.ts';
import { pieceOf } from './pieces.ts';

/** A text on the canvas; what is typed is taken when the note is left. */
export const Note = memo(({ id: key, selected }: NodeProps) => {
  const t = useTexts(canvasTexts);
  const { id } = pieceOf(key);
  const text = useDocument((state) => graphNow(state).notes?.[id]?.text);
  const writing = useCanvas((state) => state.renaming === key);
  if (text === undefined) return null;
  const done = (words: string | null) => {
    setCanvas({ renaming: null });
    if (words !== null && words.trim() !== text) write(id, words);
  };
  return (
    <div className="note" data-selected={selected || undefined}>
      {writing ? (
        <textarea
          aria-label={t('noteText')}
          defaultValue={text}
          rows={Math.max(3, text.split('\n').length + 1)}
          ref={(area) => {
            // React Flow takes the focus back to the note once, after the click that opened this.
            requestAnimationFrame(() => area?.select());
          }}
          className="note-text nodrag nopan nowheel"
          onBlur={(event) => done(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') {
              event.currentTarget.value = text;
              done(null);
            }
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur();
          }}
        />
      ) : (
        <p className="note-text">{text}</p>
      )}
    </div>
  );
});
