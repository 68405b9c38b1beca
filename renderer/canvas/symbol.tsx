import { memo, type ReactNode } from 'react';
import { plainFormula } from '../../nodes/plain-formula.ts';
import './symbol.css';

/** Fetches the letters of symbols before the first is drawn: it would be measured, and seen, without them. */
export const fetchSymbolFont = (): Promise<unknown> => document.fonts.load('italic 14px KaTeX_Math');

const ACCENTS: Readonly<Record<string, string>> = {
  hat: '\u0302',
  tilde: '\u0303',
  bar: '\u0304',
  dot: '\u0307',
};
/** Names of functions and words stand upright. */
const UPRIGHT = /^(log|exp|sin|cos|max|min|mean|sum|text|mathrm|operatorname)$/;

type Part =
  | { readonly is: 'text'; readonly text: string; readonly upright: boolean }
  | { readonly is: 'sub' | 'sup'; readonly parts: readonly Part[] };

/** Reads the small part of TeX that symbols of ports use: letters, accents, raised and lowered parts. */
export function readSymbol(tex: string): readonly Part[] {
  let at = 0;
  const command = () => {
    const name = /^[A-Za-z]+|^./.exec(tex.slice(at))?.[0] ?? '';
    at += name.length;
    return name;
  };
  const argument = (): readonly Part[] => {
    while (tex[at] === ' ') at++;
    if (tex[at] === '{') {
      at++;
      const inner = all();
      at++;
      return inner;
    }
    return at < tex.length ? one() : [];
  };
  const text = (value: string, upright = false): readonly Part[] => [{ is: 'text', text: value, upright }];
  const one = (): readonly Part[] => {
    const character = tex[at++]!;
    if (character === '^' || character === '_')
      return [{ is: character === '^' ? 'sup' : 'sub', parts: argument() }];
    if (character === '{') {
      const inner = all();
      at++;
      return inner;
    }
    if (character !== '\\') return text(character, /[^\p{L}]/u.test(character));
    const name = command();
    if (name in ACCENTS) return text(plainOf(argument()) + ACCENTS[name]);
    if (name === 'text' || name === 'mathrm' || name === 'operatorname')
      return text(plainOf(argument()), true);
    if (UPRIGHT.test(name)) return text(`${name}\u2009`, true);
    return text(plainFormula(`\\${name}`), false);
  };
  const all = (): readonly Part[] => {
    const parts: Part[] = [];
    while (at < tex.length && tex[at] !== '}') parts.push(...one());
    return parts;
  };
  return all();
}

const plainOf = (parts: readonly Part[]): string =>
  parts.map((part) => (part.is === 'text' ? part.text : plainOf(part.parts))).join('');

/** Whether a symbol needs no more room than two or three letters. */
export const isShort = (tex: string): boolean => plainOf(readSymbol(tex)).normalize('NFC').length <= 3;

const draw = (parts: readonly Part[]): ReactNode[] =>
  parts.map((part, i) =>
    part.is === 'text' ? (
      part.upright ? (
        <span key={i} className="symbol-upright">
          {part.text}
        </span>
      ) : (
        part.text
      )
    ) : part.is === 'sub' ? (
      <sub key={i}>{draw(part.parts)}</sub>
    ) : (
      <sup key={i}>{draw(part.parts)}</sup>
    ),
  );

/** The symbol of a port in the look of a formula. Light enough for hundreds of ports, which KaTeX is not. */
export const MathSymbol = memo(({ tex }: { readonly tex: string }) => (
  <i className="symbol">{draw(readSymbol(tex))}</i>
));
