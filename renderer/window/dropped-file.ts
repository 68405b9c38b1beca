import { Problem } from '../../nodes/alphabet/problem.ts';
import { readDocument } from '../../nodes/graph/document.ts';

/** Bytes of the largest document that is taken. */
const LARGEST = 64 * 1024 * 1024;
/** How files begin that people drop by mistake. */
const SIGNATURES: readonly (readonly [begins: readonly number[], en: string, ko: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture', 'PNG 그림'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture', 'JPEG 그림'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture', 'GIF 그림'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', 'PDF 문서'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive', 'zip 압축 파일'],
  [[0x1f, 0x8b], 'a gzip archive', 'gzip 압축 파일'],
];

/**
 * Reads a file that was dropped on the window.
 * @returns its text, checked, and a name for the project
 * @throws Problem for what is no document: a picture, an archive, a broken or newer file
 */
export async function readDropped(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
): Promise<{ readonly text: string; readonly name: string }> {
  if (file.size > LARGEST)
    throw new Problem(
      `${file.name} is larger than any document (64 MB). Drop a .genloom file.`,
      `${file.name}은(는) 문서라고 보기에 너무 커요(64 MB 초과). .genloom 파일을 놓아 주세요.`,
    );
  const bytes = new Uint8Array(await file.arrayBuffer());
  const known = SIGNATURES.find(([begins]) => begins.every((byte, i) => bytes[i] === byte));
  if (known)
    throw new Problem(
      `${file.name} is ${known[1]} and not a Genloom document. Drop a .genloom file.`,
      `${file.name}은(는) ${known[2]}이고 Genloom 문서가 아니에요. .genloom 파일을 놓아 주세요.`,
    );
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(
      `${file.name} is not text in UTF-8, so it is no Genloom document. Drop a .genloom file.`,
      `${file.name}은(는) UTF-8 글이 아니므로 Genloom 문서가 아니에요. .genloom 파일을 놓아 주세요.`,
    );
  }
  readDocument(text, file.name);
  return { text, name: file.name.replace(/\.(genloom|json)$/i, '') || file.name };
}
