import { Problem } from './alphabet/problem.ts';
import { cp949Bytes, cp949Text } from './cp949.ts';
import { TextDecoder, TextEncoder } from './host-encoding.ts';

export const ENCODINGS = ['UTF-8', 'UTF-16', 'CP949'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** UTF-16 has the lower byte first. */
const LABELS = { 'UTF-8': 'utf-8', 'UTF-16': 'utf-16le' } as const;

/** The text of bytes; what is no text shows as �. */
export const textOfBytes = (encoding: Encoding, bytes: ArrayLike<number>): string =>
  encoding === 'CP949'
    ? cp949Text(bytes).text
    : new TextDecoder(LABELS[encoding], { ignoreBOM: true }).decode(Uint8Array.from(bytes));

/**
 * The text of a file; a byte order mark is left out.
 * @throws Problem where the bytes are no text in that encoding
 */
export function readEncoded(encoding: Encoding, bytes: Uint8Array, file: string): string {
  const text = attempt(encoding, bytes);
  if (text !== null) return text;
  const others = ENCODINGS.filter((other) => other !== encoding).join(', ');
  throw new Problem(
    `${file}: it is no text in ${encoding}. Set 'encoding' to what it was saved in (${others}), or save it as ${encoding}.`,
    `${file}: ${encoding}(으)로 된 글이 아닙니다. 'encoding'을 저장된 방식(${others})으로 바꾸거나 ${encoding}(으)로 저장하세요.`,
  );
}

function attempt(encoding: Encoding, bytes: Uint8Array): string | null {
  if (encoding === 'CP949') {
    const { text, whole } = cp949Text(bytes);
    return whole ? text : null;
  }
  try {
    return new TextDecoder(LABELS[encoding], { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The bytes of a text. @throws Problem where CP949 has no place for a character */
export function bytesOf(encoding: Encoding, text: string): number[] {
  switch (encoding) {
    case 'UTF-8':
      return [...new TextEncoder().encode(text)];
    case 'UTF-16':
      return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) => [
        unit & 0xff,
        unit >> 8,
      ]);
    case 'CP949':
      return Array.from(text).flatMap((character) => cp949Bytes(character) ?? mustBeKnown(character));
  }
}

function mustBeKnown(character: string): never {
  throw new Problem(
    `CP949 has no place for '${character}'. Take that character away, or set 'encoding' to UTF-8.`,
    `CP949에는 '${character}'이(가) 없습니다. 그 글자를 빼거나 'encoding'을 UTF-8로 바꾸세요.`,
  );
}
