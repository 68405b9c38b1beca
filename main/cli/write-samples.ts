import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../nodes/alphabet/problem.ts';
import type { Meaning } from '../../nodes/port.ts';
import { textOf } from '../../nodes/vocabulary.ts';
import { rowsOfTokens } from '../../nodes/vocabulary-tensor.ts';
import { writeNpy } from '../datasets/npy.ts';
import { mosaic } from '../datasets/mosaic.ts';
import { writeFileAtomic } from '../projects/atomic-file.ts';
import { diskError } from '../projects/disk-error.ts';
import type { Values } from '../targets/target.ts';
import { UsageError } from './errors.ts';

/** A mosaic is enlarged until it is about this wide (pixels). */
const WIDE = 640;
const LARGEST_SCALE = 8;

const WRITERS = { '.png': writePicture, '.npy': writeArray, '.txt': writeText } as const;
type Ending = keyof typeof WRITERS;

/** The ending of a file that samples can be written to. @throws UsageError for any other */
export function endingOf(file: string): Ending {
  const ending = path.extname(file).toLowerCase();
  if (ending in WRITERS) return ending as Ending;
  throw new UsageError(
    `Samples are written as ${Object.keys(WRITERS).join(', ')}; --out ends in '${ending}'. Choose one of those endings.`,
    `샘플은 ${Object.keys(WRITERS).join(', ')}(으)로 씁니다. --out이 '${ending}'(으)로 끝납니다. 그중 하나로 끝나는 이름을 쓰세요.`,
  );
}

/**
 * Writes samples: .png is a mosaic of images, in which logits have become probabilities; .npy and .txt hold the numbers of
 * the output as they are, .txt an example a line. Tokens whose vocabulary is known are written as text in .txt: a line each, or where
 * some go over several lines, with an empty line between them.
 * @throws a sentence where they are no images, or where the disk refuses
 */
export async function writeSamples(file: string, samples: Values, meaning: Meaning): Promise<void> {
  const ending = endingOf(file);
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskError(error, 'write', folder);
  });
  await WRITERS[ending](file, samples, meaning);
}

async function writePicture(file: string, { shape, data }: Values, meaning: Meaning): Promise<void> {
  const images = shape.length === 3 ? [...shape, 1] : shape;
  const [count, , width, channels] = images as [number, number, number, number];
  if (images.length !== 4 || channels > 4)
    throw new Problem(
      `These samples are no pictures: each is [${shape.slice(1).join(', ')}], where [height, width, channels] is needed. Write them as .npy or .txt.`,
      `이 샘플은 그림이 아닙니다. 하나의 모양이 [${shape.slice(1).join(', ')}]인데 [높이, 너비, 채널]이어야 합니다. .npy나 .txt로 쓰세요.`,
    );
  const logits = meaning.form === 'logits';
  const values = logits ? Float32Array.from(data, sigmoid) : Float32Array.from(data);
  const columns = Math.ceil(Math.sqrt(count));
  const picture = mosaic(values, images, columns, logits ? [0, 1] : (meaning.range ?? [0, 1]));
  const scale = Math.max(1, Math.min(LARGEST_SCALE, Math.floor(WIDE / (columns * width))));
  // Only pictures need the library that writes them.
  const { writePng } = await import('../datasets/png.ts');
  await writePng(file, picture, scale);
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function writeArray(file: string, { shape, dtype, data }: Values): Promise<void> {
  return writeFileAtomic(file, writeNpy(data, shape, dtype));
}

function writeText(file: string, values: Values, { kind, vocabulary }: Meaning): Promise<void> {
  const { shape, data } = values;
  if (kind === 'tokens' && vocabulary && shape.length === 2) {
    const texts = rowsOfTokens({ shape, data }).map((tokens) => textOf(vocabulary, tokens));
    const between = texts.some((text) => text.includes('\n')) ? '\n\n' : '\n';
    return writeFileAtomic(file, `${texts.join(between)}\n`);
  }
  const rows = shape[0] ?? 1;
  const size = data.length / rows;
  const line = (row: number) => Array.from(data.subarray(row * size, (row + 1) * size), shortest).join(' ');
  return writeFileAtomic(file, Array.from({ length: rows }, (_, row) => `${line(row)}\n`).join(''));
}

/** The fewest digits that give the float32 back; nine always do. */
function shortest(x: number): string {
  const digits = [6, 7, 8].find((some) => Math.fround(Number(x.toPrecision(some))) === x) ?? 9;
  return String(Number(x.toPrecision(digits)));
}
