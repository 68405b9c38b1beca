import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape } from './alphabet/shape.ts';
import type { Dial } from './dial.ts';
import type { Meaning } from './port.ts';
import type { Measured } from './finding.ts';
import { rangeOf } from './values.ts';

/** Which numbers are black and white: what the wire says, or what the person says. */
export const rangeDial = {
  type: 'choice',
  default: 'auto',
  title: { en: 'Black and white', ko: '검정과 흰색' },
  options: {
    auto: { en: 'as the wire says, else 0 and 1', ko: '연결의 범위, 없으면 0과 1' },
    '0..1': { en: '0 and 1', ko: '0과 1' },
    '-1..1': { en: '-1 and 1', ko: '-1과 1' },
    stretch: { en: 'smallest and largest', ko: '최솟값과 최댓값' },
  },
} as const satisfies Dial;

type RangeDial = keyof (typeof rangeDial)['options'];
type Range = readonly [number, number];

/** Refuses what cannot be shown as pictures. */
export function mustBeImages(name: string, { shape }: Tensor): void {
  const channels = shape[3];
  if (shape.length !== 4 || (channels !== 1 && channels !== 3))
    throw new Problem(
      `'${name}' needs pictures, [B, height, width, 1 or 3]; it was given ${formatShape(shape)}. Wire an image, or put a reshape before it.`,
      `'${name}'에는 이미지 [B, 높이, 너비, 1 또는 3]이(가) 필요한데 ${formatShape(shape)}이(가) 들어왔습니다. 이미지를 연결하거나 앞에 모양 바꾸기를 두세요.`,
    );
}

/** The range that the first of some wires tells, as a tensor that reaches `finish`: [1, 2], so that no batch takes it for its rows. */
export const rangeTensor = (ops: Operations, ...meanings: readonly Meaning[]): Tensor => {
  const value = meanings.map(rangeOf).find((range) => range !== undefined) ?? [0, 1];
  return ops.constant({ value, shape: [1, 2], dtype: 'float32' });
};

/** Which numbers are black and white in the pictures. @param told what `rangeTensor` became */
export function rangeShown(dial: RangeDial, told: Measured, ...pictures: readonly Measured[]): Range {
  switch (dial) {
    case 'auto':
      return [told.data[0]!, told.data[1]!];
    case '0..1':
      return [0, 1];
    case '-1..1':
      return [-1, 1];
    case 'stretch':
      return extent(pictures.map(({ data }) => data));
  }
}

/** The smallest and the largest finite number; something wider than nothing. */
export function extent(lists: readonly ArrayLike<number>[]): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists)
    for (let i = 0; i < list.length; i++) {
      const x = list[i]!;
      if (!Number.isFinite(x)) continue;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}
