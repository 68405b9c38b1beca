import type { CSSProperties } from 'react';

/** Widths of letters in the bundled fonts at semibold, in ems; Korean ones are square. */
const LATIN = 0.6;
const KOREAN = 0.92;

/** How wide the longest word is, in ems: a title shrinks rather than being cut within a word. */
export const wordWidth = (title: string): number =>
  Math.max(
    ...title
      .split(/[\s-]/)
      .map((word) => Array.from(word).reduce((sum, letter) => sum + (letter > '\u1100' ? KOREAN : LATIN), 0)),
  );

/** The title of a card or a frame. */
export const CardTitle = ({ title }: { readonly title: string }) => (
  <span className="card-title" title={title} style={{ '--word': wordWidth(title) } as CSSProperties}>
    {title}
  </span>
);
