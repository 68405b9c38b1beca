import { memo, Suspense } from 'react';
import { classes } from './classes.ts';
import { lazily } from './lazily.ts';

const Typeset = lazily(async () => (await import('./typeset.tsx')).Typeset);

interface FormulaProps {
  readonly tex: string;
  /** On a line of its own. */
  readonly display?: boolean;
  readonly className?: string;
}

/** A formula. KaTeX is loaded with the first one; until then its TeX stands there. */
export const Formula = memo(({ tex, display = false, className }: FormulaProps) => (
  <Suspense
    fallback={<span className={classes('font-mono text-muted', display && 'block', className)}>{tex}</span>}
  >
    <Typeset tex={tex} display={display} className={className} />
  </Suspense>
));
