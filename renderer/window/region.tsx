import { textOf } from '../../nodes/alphabet/problem.ts';
import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SkeletonLines } from '../parts/skeleton.tsx';
import { windowTexts } from './window-texts.ts';

interface RegionProps {
  /** What stands there while the region is loaded. */
  readonly waiting?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the window that is loaded by itself, and that breaks by itself. */
export const Region = ({ waiting = <SkeletonLines lines={4} />, children }: RegionProps) => (
  <ErrorBoundary
    fallbackRender={({ error, resetErrorBoundary }) => <Broken error={error} again={resetErrorBoundary} />}
  >
    <Suspense fallback={waiting}>{children}</Suspense>
  </ErrorBoundary>
);

function Broken({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const t = useTexts(windowTexts);
  const text = useText();
  return (
    <EmptyState tone="bad" title={t('broke')} action={<Button onClick={again}>{t('drawAgain')}</Button>}>
      {t('brokeSentence', { why: text(textOf(error)) })}
    </EmptyState>
  );
}
