import type { AriaLabelConfig } from '@xyflow/system';
import { useMemo } from 'react';
import { useTexts } from '../language/texts.ts';
import { canvasTexts } from './canvas-texts.ts';

type Direction = 'left' | 'right' | 'up' | 'down';

/** What React Flow says to those who hear the canvas, in the language at hand: by itself it speaks English. */
export function useSpoken(): Partial<AriaLabelConfig> {
  const t = useTexts(canvasTexts);
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('cardKeys'),
      'node.a11yDescription.keyboardDisabled': t('cardKeys'),
      'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) =>
        t('moved', { direction: t(direction as Direction), x: Math.round(x), y: Math.round(y) }),
      'edge.a11yDescription.default': t('wireKeys'),
    }),
    [t],
  );
}

/** What the pieces on the canvas are called to those who hear it, by how they are drawn. */
export function useRoles() {
  const t = useTexts(canvasTexts);
  return useMemo(() => {
    const frame = { 'aria-roledescription': t('frameRole') };
    return {
      card: { 'aria-roledescription': t('cardRole') },
      note: { 'aria-roledescription': t('noteRole') },
      frame,
      folded: frame,
    };
  }, [t]);
}
