import { textOf } from '../../nodes/alphabet/problem.ts';
import { ErrorBoundary } from 'react-error-boundary';
import type { Picture as Found } from '../../nodes/finding.ts';
import { useText, useTexts } from '../language/texts.ts';
import { forms } from './forms.ts';
import type { PictureSize } from './form.ts';
import { viewsTexts } from './views-texts.ts';

interface PictureProps {
  readonly picture: Found;
  readonly size: PictureSize;
  /** What a person who does not see it hears. */
  readonly label: string;
}

/** What a view found, drawn by its form. What cannot be drawn says why. */
export function Picture({ picture, size, label }: PictureProps) {
  const t = useTexts(viewsTexts);
  const text = useText();
  const form = forms.get(picture.form);
  if (!form) return <Sentence>{t('unknownForm', { form: picture.form })}</Sentence>;
  return (
    <ErrorBoundary
      resetKeys={[picture]}
      fallbackRender={({ error }) => <Sentence>{t('broken', { why: text(textOf(error)) })}</Sentence>}
    >
      <form.Drawn picture={picture} size={size} label={label} />
    </ErrorBoundary>
  );
}

/** A sentence where a picture would be. */
export const Sentence = ({ children }: { readonly children: string }) => (
  <p className="flex size-full items-center justify-center p-3 text-center text-small text-muted">
    {children}
  </p>
);

/** Width divided by height of a picture's place. */
export const aspectOf = (picture: Found): number => {
  const aspect = forms.get(picture.form)?.aspect(picture) ?? 1;
  return Math.min(6, Math.max(0.5, aspect));
};
