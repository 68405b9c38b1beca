import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { diskError } from '../../projects/disk-error.ts';
import type { Dataset, DatasetKind } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { pack, packed, stampOf, type Put } from '../packed-rows.ts';
import { readRows } from '../row-file.ts';
import { rowsOf, shareHeldOut } from '../share-held-out.ts';

const PICTURES = /\.(png|jpe?g|webp|gif|tiff?|avif|bmp)$/i;
/** Pictures that are decoded at once. */
const AT_ONCE = 8;

interface Settings {
  readonly folder: string;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly fit: 'exact' | 'cover' | 'contain' | 'stretch';
  readonly flip: boolean;
  readonly range: '0..1' | '-1..1';
  readonly classes: number;
  readonly heldOut: number;
}

interface Facts {
  readonly count: number;
  /** Names of subfolders, sorted; empty where the pictures lie in the folder itself. */
  readonly classes: readonly string[];
  /** The class of each picture. */
  readonly labels: readonly number[];
}

function settingsOf(dials: Readonly<Record<string, unknown>>): Settings {
  const reader = new DialReader('Image folder', dials);
  const file = reader.texts('file', ['folder']);
  if (!file)
    throw new Problem(
      'Image folder: it has no folder yet. Name one with pictures in it.',
      '이미지 폴더: 아직 폴더가 없습니다. 이미지가 든 폴더를 정하세요.',
    );
  const side = (name: string) => reader.count(name, 1, 4096, 64, '');
  const settings: Settings = {
    folder: file.folder,
    height: side('height'),
    width: side('width'),
    channels: reader.choice('colours', ['grey', 'colour'], 'colour') === 'grey' ? 1 : 3,
    fit: reader.choice('fit', ['exact', 'cover', 'contain', 'stretch'], 'cover'),
    flip: reader.flag('flip', false),
    range: reader.choice('range', ['0..1', '-1..1'], '0..1'),
    classes: reader.count('classes', 0, 100_000, 0, ''),
    heldOut: reader.share('heldOut', 0.2),
  };
  reader.finish();
  return settings;
}

/** The pictures of a folder and of its folders, sorted by name: file, and the folder that it lies in. */
async function picturesIn(folder: string): Promise<{ file: string; class: string }[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskError(error, 'read', folder);
  });
  return names
    .filter((name) => PICTURES.test(name) && !path.basename(name).startsWith('.'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const [first, ...rest] = name.split(path.sep);
      return { file: path.join(folder, name), class: rest.length > 0 ? first! : '' };
    });
}

async function keyOf(settings: Settings) {
  const { folder, height, width, channels, fit } = settings;
  const pictures = await picturesIn(folder);
  if (pictures.length === 0)
    throw new Problem(
      `${folder}: there is no picture in it or in its folders (PNG, JPEG, WebP, GIF, TIFF, AVIF). Choose a folder with pictures.`,
      `${folder}: 이 폴더와 그 안의 폴더에 이미지(PNG, JPEG, WebP, GIF, TIFF, AVIF)가 없습니다. 이미지가 든 폴더를 고르세요.`,
    );
  const key = { pictures: pictures.map(({ file }) => stampOf(file)), height, width, channels, fit };
  return { key, pictures };
}

/** The key by which `open`, which cannot wait, finds what `prepare` packed. */
const prepared = new Map<string, unknown>();
const nameOf = (settings: Settings) => JSON.stringify(settings);

/** Decodes every picture once, scales it, and packs its bytes. */
async function prepare(dials: Readonly<Record<string, unknown>>): Promise<void> {
  const settings = settingsOf(dials);
  const { key, pictures } = await keyOf(settings);
  await pack<Facts>(key, async (put: Put) => {
    const classes = [...new Set(pictures.map((picture) => picture.class))].sort();
    const inFolders = classes.some((name) => name !== '');
    const stray = pictures.find((picture) => picture.class === '');
    if (inFolders && stray)
      throw new Problem(
        `${stray.file}: it lies beside folders, which stand for classes. Put it into one of them, or take it out.`,
        `${stray.file}: 클래스를 뜻하는 폴더들 옆에 놓여 있습니다. 그중 한 폴더에 넣거나 빼세요.`,
      );
    for (let from = 0; from < pictures.length; from += AT_ONCE) {
      const part = pictures.slice(from, from + AT_ONCE).map(({ file }) => bytesOf(file, settings));
      for (const bytes of await Promise.all(part)) put(bytes);
    }
    return {
      count: pictures.length,
      classes: inFolders ? classes : [],
      labels: pictures.map((picture) => classes.indexOf(picture.class)),
    };
  });
  prepared.set(nameOf(settings), key);
}

/** The bytes of a picture: [height, width, channels], lying as its camera says, without transparency (on black). */
async function bytesOf(file: string, { height, width, channels, fit }: Settings): Promise<Uint8Array> {
  const told = (reason: string) =>
    new Problem(
      `${file}: it cannot be read as a picture (${reason}). Replace it, or take it out of the folder.`,
      `${file}: 이미지로 읽을 수 없습니다(${reason}). 다른 것으로 바꾸거나 폴더에서 빼세요.`,
    );
  const upright = sharp(file).rotate();
  if (fit === 'exact') {
    const { info } = await upright
      .clone()
      .toBuffer({ resolveWithObject: true })
      .catch((error: Error) => {
        throw told(error.message);
      });
    if (info.width !== width || info.height !== height)
      throw new Problem(
        `${file}: it is ${info.width} × ${info.height} (width × height), and all should be ${width} × ${height}. Set "Fit" to cover, contain or stretch, or scale the picture.`,
        `${file}: 크기가 ${info.width} × ${info.height}(가로 × 세로)인데 모두 ${width} × ${height}이어야 합니다. "맞추기"를 채우기, 담기, 늘이기로 바꾸거나 이미지 크기를 바꾸세요.`,
      );
  }
  const scaled = upright
    .resize(width, height, { fit: fit === 'stretch' || fit === 'exact' ? 'fill' : fit, background: '#000' })
    .flatten({ background: '#000' });
  const coloured = channels === 1 ? scaled.greyscale() : scaled.toColourspace('srgb');
  const { data, info } = await coloured
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: Error) => {
      throw told(error.message);
    });
  if (info.channels === channels) return data;
  // A grey file stays grey in sRGB: its one number is all three.
  const bytes = new Uint8Array(height * width * channels);
  for (let i = 0; i < bytes.length; i++) bytes[i] = data[Math.floor(i / channels) * info.channels]!;
  return bytes;
}

/**
 * Pictures of a folder, of any size and form: `image` [height, width, channels] float32 and, where they lie in folders,
 * `label` [] int32, the folders in the order of the alphabet. `flip` adds each training picture mirrored.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const settings = settingsOf(dials);
  const { folder, height, width, channels, flip, range, heldOut } = settings;
  const found = packed<Facts>(prepared.get(nameOf(settings)) ?? null);
  if (!found)
    throw new Problem(
      `${folder}: its pictures were not read yet. Open the document again.`,
      `${folder}: 아직 이미지를 읽지 않았습니다. 문서를 다시 여세요.`,
    );
  const { count, classes, labels } = found.facts;
  if (settings.classes > 0 && classes.length !== settings.classes)
    throw new Problem(
      `${folder}: it has ${classes.length} folders with pictures (${some(classes)}), and the dial "classes" says ${settings.classes}. Set it to ${classes.length}.`,
      `${folder}: 이미지가 든 폴더는 ${classes.length}개(${some(classes)})인데 다이얼 "classes"는 ${settings.classes}입니다. ${classes.length}(으)로 하세요.`,
    );
  const rows = shareHeldOut(count, heldOut, folder);
  const size = height * width * channels;
  const scale = range === '0..1' ? (byte: number) => byte / 255 : (byte: number) => (2 * byte) / 255 - 1;
  const values = Float32Array.from({ length: 256 }, (_, byte) => scale(byte));
  const mirrored = flip ? 2 : 1;
  return {
    name: `pictures of ${folder}`,
    ports: {
      image: { shape: [height, width, channels], dtype: 'float32' },
      ...(settings.classes > 0 ? { label: { shape: [], dtype: 'int32' as const } } : {}),
    },
    trainingExamples: rows.training.length * mirrored,
    heldOutExamples: rows['held-out'].length,
    batch(split, indices) {
      const own = rows[split].length;
      const wanted = rowsOf(
        rows[split],
        Array.from(indices, (index) => foldBack(index, own, split, flip)),
        split,
        folder,
      );
      const bytes = readRows({ file: found.file, offset: 0, rowBytes: size }, wanted);
      const image = Float32Array.from(bytes, (byte) => values[byte]!);
      Array.from(indices).forEach((index, k) => {
        if (split === 'training' && flip && index >= own)
          mirror(image.subarray(k * size, (k + 1) * size), width, channels);
      });
      return settings.classes > 0
        ? { image, label: Int32Array.from(wanted, (row) => labels[row]!) }
        : { image };
    },
  };
}

/** The first few of many names. */
const some = (names: readonly string[]): string =>
  `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', ...' : ''}`;

/** Mirrored examples stand behind the others. */
const foldBack = (index: number, own: number, split: string, flip: boolean): number =>
  flip && split === 'training' && index >= own && index < 2 * own ? index - own : index;

function mirror(image: Float32Array, width: number, channels: number): void {
  for (let row = 0; row < image.length; row += width * channels) {
    const line = image.slice(row, row + width * channels);
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        image[row + x * channels + c] = line[(width - 1 - x) * channels + c]!;
  }
}

export default { kind: 'image-folder', prepare, open } satisfies DatasetKind;
