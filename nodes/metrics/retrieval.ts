import { Problem } from '../alphabet/problem.ts';
import { formatShape, sameShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import type { Measured } from '../finding.ts';

export default defineLook({
  kind: 'retrieval',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Retrieval', ko: '검색' },
  sentence: {
    en: 'How often the most similar of all held-out partners is the right one, from either side. Where captions are equal, any picture of that caption is right.',
    ko: '검증 예제의 모든 짝 가운데 가장 비슷한 것이 제 짝인 비율을 양쪽에서 잽니다. 캡션이 같으면 그 캡션의 어느 그림이든 맞은 것입니다.',
  },
  formula: '\\frac{1}{N}\\sum_i [\\operatorname{argmax}_j \\cos(u_i, v_j) = i]',
  aliases: ['top-1', 'top-5', 'recall at k', 'CLIP', 'search', '찾기', '재현율'],
  source: 'Radford et al. 2021 (CLIP), section 3.1',
  inputs: {
    a: { symbol: 'u', title: { en: 'One view (pictures)', ko: '한 모습 (그림)' } },
    b: { symbol: 'v', title: { en: 'The other view (captions)', ko: '다른 모습 (캡션)' } },
    same: {
      symbol: 'k',
      title: { en: 'What tells equal ones (captions, classes)', ko: '같은 것을 가리는 값 (캡션, 클래스)' },
      optional: true,
    },
  },
  outputs: {},
  numbers: {
    'top-1': { title: { en: 'top-1', ko: '상위 1' } },
    'top-1 of captions for a picture': {
      title: { en: 'top-1 of captions for a picture', ko: '그림의 캡션 상위 1' },
    },
    'top-1 of pictures for a caption': {
      title: { en: 'top-1 of pictures for a caption', ko: '캡션의 그림 상위 1' },
    },
    'top-5': { title: { en: 'top-5', ko: '상위 5' } },
  },
  dials: { count: { ...countDial, default: 256, max: 5000 } },
  examples: ({ count }) => count,
  build(_ops, { a, b, same }) {
    const good = a.shape.length === 2 && sameShape(a.shape, b.shape);
    if (!good || (same && same.dtype !== 'int32'))
      throw new Problem(
        `Retrieval compares a vector of each view, [B, size], and knows equal ones by whole numbers; it was given ${formatShape(a.shape)}, ${formatShape(b.shape)}${same ? ` and ${same.dtype} ${formatShape(same.shape)}` : ''}. Wire both towers and the captions.`,
        `검색은 두 모습의 벡터 [B, 크기]를 견주고 같은 것을 정수로 가립니다. ${formatShape(a.shape)}, ${formatShape(b.shape)}${same ? `, ${same.dtype} ${formatShape(same.shape)}` : ''}이(가) 들어왔습니다. 두 인코더와 캡션을 연결하세요.`,
      );
    return { a, b, ...(same ? { same } : {}) };
  },
  finish({ a, b, same }) {
    const count = a!.shape[0]!;
    const key = (i: number): string => (same ? rowOf(same, i).join(' ') : String(i));
    const keys = Array.from({ length: count }, (_, i) => key(i));
    const [u, v] = [unitRows(a!), unitRows(b!)];
    const cosines = u.map((one) => v.map((other) => one.reduce((sum, x, k) => sum + x * other[k]!, 0)));
    const across = cosines.map((row) => row);
    const down = cosines.map((_, j) => cosines.map((row) => row[j]!));
    const found = (rows: readonly (readonly number[])[], most: number) =>
      rows.filter((row, i) => isAmong(row, most, (j) => keys[j] === keys[i])).length / count;
    return {
      numbers: {
        'top-1': (found(across, 1) + found(down, 1)) / 2,
        'top-1 of captions for a picture': found(across, 1),
        'top-1 of pictures for a caption': found(down, 1),
        'top-5': (found(across, 5) + found(down, 5)) / 2,
      },
    };
  },
});

/** Whether one of the `most` largest is right. A wrong one that is as large as the best right one stands before it. */
function isAmong(row: readonly number[], most: number, isRight: (j: number) => boolean): boolean {
  let best = -Infinity;
  row.forEach((x, j) => {
    if (isRight(j)) best = Math.max(best, x);
  });
  return row.filter((x, j) => x >= best && !isRight(j)).length < most;
}

function rowOf({ shape, data }: Measured, i: number): number[] {
  const size = data.length / shape[0]!;
  return Array.from(data.subarray(i * size, (i + 1) * size));
}

function unitRows(measured: Measured): number[][] {
  return Array.from({ length: measured.shape[0]! }, (_, i) => {
    const row = rowOf(measured, i);
    const length = Math.hypot(...row) || 1;
    return row.map((x) => x / length);
  });
}
