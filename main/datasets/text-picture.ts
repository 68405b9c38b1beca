import sharp from 'sharp';
import type { Picture } from './mosaic.ts';

/** Pixels. */
const WIDTH = 512;
const HEIGHT = 256;
const SIZE = 22;
const LINE = 31;
const EDGE = 20;
/** Width of a character against its height, in a font whose characters are all as wide. */
const NARROW = 0.602;
/** The plain ground of thumbnails, what was given, and what was written. */
const GROUND = '#101216';
const GIVEN = '#9aa3b2';
const WRITTEN = '#e8eaef';

interface Text {
  readonly given?: string;
  readonly text: string;
}

/** Texts as a picture: short ones in columns, a long one over as many lines as there are. */
export async function textPicture(texts: readonly Text[]): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="${GROUND}"/><g font-family="monospace" font-size="${SIZE}" xml:space="preserve">${placed(texts).join('')}</g></svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data: new Uint8Array(data) };
}

function placed(texts: readonly Text[]): string[] {
  const lines = Math.floor((HEIGHT - 2 * EDGE) / LINE) + 1;
  const across = Math.floor((WIDTH - 2 * EDGE) / (NARROW * SIZE));
  const longest = Math.max(1, ...texts.map(({ given = '', text }) => given.length + text.length));
  if (longest > across) {
    const whole = texts.map(({ given = '', text }) => `${given}${text}`).join(' ');
    return wrapped(whole, across)
      .slice(0, lines)
      .map((line, row) => words({ text: line }, 0, row));
  }
  const columns = Math.max(1, Math.floor((across + 2) / (longest + 2)));
  const wide = (WIDTH - 2 * EDGE) / columns;
  return texts
    .slice(0, columns * lines)
    .map((text, i) => words(text, wide * (i % columns), Math.floor(i / columns)));
}

const words = ({ given = '', text }: Text, left: number, row: number): string =>
  `<text x="${EDGE + left}" y="${EDGE + SIZE + row * LINE}" fill="${WRITTEN}"><tspan fill="${GIVEN}">${escaped(given)}</tspan>${escaped(text)}</text>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', ' ');

/** Lines of at most so many characters, broken at spaces. */
function wrapped(text: string, across: number): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > across) lines.push(word.slice(0, across));
    else lines[lines.length - 1] = line === '' ? word.slice(0, across) : `${line} ${word}`;
  }
  return lines;
}
