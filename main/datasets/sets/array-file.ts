import { Problem } from '../../../nodes/alphabet/problem.ts';
import { openArray, prepareArray, type ArrayOnDisk } from '../arrays.ts';
import type { Dataset, DatasetKind } from '../dataset.ts';
import { DialReader } from '../dials.ts';
import { rowsOf, shareHeldOut } from '../share-held-out.ts';

interface Settings {
  readonly file: string;
  readonly array: string;
  /** File of the classes, and which array; `null` where there are none. */
  readonly labels: { readonly file: string; readonly array: string } | null;
  readonly shape: readonly number[];
  readonly classes: number;
  readonly values: 'as they are' | 'bytes to 0..1' | 'bytes to -1..1';
  readonly heldOut: number;
}

function settingsOf(dials: Readonly<Record<string, unknown>>): Settings {
  const reader = new DialReader('Array file', dials);
  const withLabels = reader.choice('labels', ['none', 'array', 'file'], 'none');
  const names = withLabels === 'file' ? (['array', 'labels'] as const) : (['array'] as const);
  const file = reader.texts('file', names) as { array: string; labels?: string } | undefined;
  if (!file)
    throw new Problem(
      'Array file: it has no file yet. Name a .npy, .npz or IDX file.',
      '배열 파일: 아직 파일이 없습니다. .npy, .npz 또는 IDX 파일을 정하세요.',
    );
  const array = reader.text('array', '');
  const labelsArray = reader.text('labelsArray', '');
  const shape = reader.sizes('shape');
  const classes = reader.count('classes', 0, 100_000, 0, '');
  const values = reader.choice('values', ['as they are', 'bytes to 0..1', 'bytes to -1..1'], 'as they are');
  const heldOut = reader.share('heldOut', 0.2);
  reader.finish();
  const labels =
    withLabels === 'none'
      ? null
      : { file: file.labels ?? file.array, array: withLabels === 'array' ? labelsArray : '' };
  return { file: file.array, array, labels, shape, classes, values, heldOut };
}

async function prepare(dials: Readonly<Record<string, unknown>>): Promise<void> {
  const { file, array, labels } = settingsOf(dials);
  await prepareArray(file, array);
  if (labels) await prepareArray(labels.file, labels.array);
}

/**
 * Arrays of a file: `value` [...shape] float32 and, where there are classes, `label` [] int32. The numbers stay on the disk and
 * are read batch by batch. Every so many-th example is held out.
 */
function open(dials: Readonly<Record<string, unknown>>): Dataset {
  const settings = settingsOf(dials);
  const { shape, values, heldOut } = settings;
  const source = openArray(settings.file, settings.array);
  const count = source.shape[0]!;
  const example = source.shape.slice(1);
  const size = shape.reduce((product, one) => product * one, 1);
  if (example.reduce((product, one) => product * one, 1) !== size)
    throw new Problem(
      `${source.where}: its examples are [${example.join(', ')}], ${example.reduce((a, b) => a * b, 1)} numbers each, and the dial "shape" says [${shape.join(', ')}]. Set the shape to [${example.join(', ')}].`,
      `${source.where}: 예제 하나가 [${example.join(', ')}], 즉 수 ${example.reduce((a, b) => a * b, 1)}개인데 다이얼 "shape"는 [${shape.join(', ')}]입니다. 모양을 [${example.join(', ')}](으)로 하세요.`,
    );
  const labels = settings.labels && openArray(settings.labels.file, settings.labels.array);
  if (labels && (labels.shape.length !== 1 || labels.shape[0] !== count))
    throw new Problem(
      `${labels.where}: expected ${count} classes, one for each example of ${source.where}, but it holds [${labels.shape.join(', ')}]. Choose two arrays that belong together.`,
      `${labels.where}: ${source.where}의 예제마다 하나씩 클래스 ${count}개가 있어야 하는데 [${labels.shape.join(', ')}]입니다. 서로 맞는 두 배열을 고르세요.`,
    );
  if (labels) mustBeClasses(labels, count, settings.classes);
  if (values !== 'as they are' && source.dtype !== 'uint8' && source.dtype !== 'IDX of 1 bytes')
    throw new Problem(
      `${source.where}: it holds ${source.dtype} and no bytes, so "${values}" means nothing for it. Set the values to "as they are".`,
      `${source.where}: 바이트가 아니라 ${source.dtype}이(가) 들어 있어 바이트 값을 바꿀 수 없습니다. 값을 "그대로"로 하세요.`,
    );
  const rows = shareHeldOut(count, heldOut, source.where);
  return {
    name: source.where,
    ports: {
      value: { shape, dtype: 'float32' },
      ...(labels ? { label: { shape: [], dtype: 'int32' as const } } : {}),
    },
    trainingExamples: rows.training.length,
    heldOutExamples: rows['held-out'].length,
    batch(split, indices) {
      const wanted = rowsOf(rows[split], indices, split, source.where);
      const value = source.rows(wanted);
      if (values !== 'as they are')
        for (let i = 0; i < value.length; i++)
          value[i] = values === 'bytes to 0..1' ? value[i]! / 255 : (2 * value[i]!) / 255 - 1;
      return labels ? { value, label: Int32Array.from(labels.rows(wanted)) } : { value };
    },
  };
}

/** Refuses classes that are no whole numbers from 0 on, or more than the dial says. */
function mustBeClasses(labels: ArrayOnDisk, count: number, classes: number): void {
  const STEP = 65_536;
  for (let from = 0; from < count; from += STEP) {
    const part = labels.rows(Array.from({ length: Math.min(STEP, count - from) }, (_, i) => from + i));
    const wrong = part.findIndex((label) => !Number.isInteger(label) || label < 0 || label >= classes);
    if (wrong >= 0)
      throw new Problem(
        `${labels.where}: class ${from + wrong} is ${part[wrong]}, but the dial "classes" says ${classes}, so they are whole numbers from 0 to ${classes - 1}. Set "classes" to how many there are.`,
        `${labels.where}: ${from + wrong}번 클래스가 ${part[wrong]}인데 다이얼 "classes"가 ${classes}이므로 0부터 ${classes - 1}까지의 정수여야 합니다. "classes"를 실제 개수로 하세요.`,
      );
  }
}

export default { kind: 'array-file', prepare, open } satisfies DatasetKind;
