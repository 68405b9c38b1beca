import { TextDecoder } from './host-encoding.ts';

/**
 * CP949, the Korean Windows code page: ASCII, two bytes of KS X 1001 (as EUC-KR has them), and the 8,822 Hangul syllables that are not
 * among those, in the order of Unicode, in the pairs that were free. Built from that rule, as not every decoder that calls itself
 * `euc-kr` knows the latter.
 */
interface Table {
  readonly pairOf: ReadonlyMap<string, readonly [lead: number, trail: number]>;
  /** By lead · 256 + trail. */
  readonly characterOf: ReadonlyMap<number, string>;
}

let built: Table | undefined;

function table(): Table {
  if (built) return built;
  const pairOf = new Map<string, readonly [number, number]>();
  const characterOf = new Map<number, string>();
  const add = (character: string, lead: number, trail: number) => {
    pairOf.set(character, [lead, trail]);
    characterOf.set(lead * 256 + trail, character);
  };
  const decoder = new TextDecoder('euc-kr');
  for (let lead = 0xa1; lead <= 0xfe; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '�') add(character, lead, trail);
    }
  const free = freePairs();
  for (let code = 0xac00; code <= 0xd7a3; code++) {
    const syllable = String.fromCharCode(code);
    if (pairOf.has(syllable)) continue;
    const { value } = free.next();
    if (value) add(syllable, value[0], value[1]);
  }
  built = { pairOf, characterOf };
  return built;
}

/** Pairs that KS X 1001 leaves free, in order. */
function* freePairs(): Generator<readonly [number, number], undefined> {
  for (let lead = 0x81; lead <= 0xc6; lead++)
    for (const [first, last] of [
      [0x41, 0x5a],
      [0x61, 0x7a],
      [0x81, lead < 0xa1 ? 0xfe : 0xa0],
    ] as const)
      for (let trail = first; trail <= last; trail++) yield [lead, trail];
}

/** The one or two bytes of a character; `null` where CP949 has no place for it. */
export function cp949Bytes(character: string): readonly number[] | null {
  const code = character.codePointAt(0)!;
  return code < 0x80 ? [code] : (table().pairOf.get(character) ?? null);
}

/** The text of bytes; what is none shows as �. @returns whether all of it was text, too */
export function cp949Text(bytes: ArrayLike<number>): { readonly text: string; readonly whole: boolean } {
  const { characterOf } = table();
  const parts: string[] = [];
  let whole = true;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) {
      parts.push(String.fromCharCode(byte));
      continue;
    }
    const character = characterOf.get(byte * 256 + (bytes[i + 1] ?? 0));
    if (character === undefined) whole = false;
    else i++;
    parts.push(character ?? '�');
  }
  return { text: parts.join(''), whole };
}
