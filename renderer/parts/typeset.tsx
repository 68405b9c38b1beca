import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useMemo } from 'react';

interface TypesetProps {
  readonly tex: string;
  readonly display: boolean;
  readonly className: string | undefined;
}

/** A formula set by KaTeX, with MathML for those who hear it. Loaded through `Formula`. */
export function Typeset({ tex, display, className }: TypesetProps) {
  const html = useMemo(
    () =>
      katex.renderToString(tex, {
        displayMode: display,
        output: 'htmlAndMathml',
        throwOnError: false,
        strict: 'ignore',
        trust: false,
      }),
    [tex, display],
  );
  return <span className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
