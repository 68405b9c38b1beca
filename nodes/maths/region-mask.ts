import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape, isKnown } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';

/** Which places (row, column) of a map of so many rows and columns belong to a region. */
const REGIONS = {
  'left half': (_row, column, _rows, columns) => column < columns / 2,
  'right half': (_row, column, _rows, columns) => column >= columns / 2,
  'upper half': (row, _column, rows) => row < rows / 2,
  'lower half': (row, _column, rows) => row >= rows / 2,
  middle: (row, column, rows, columns) =>
    row >= rows / 4 && row < rows - rows / 4 && column >= columns / 4 && column < columns - columns / 4,
} as const satisfies Readonly<
  Record<string, (row: number, column: number, rows: number, columns: number) => boolean>
>;

export default defineNode({
  kind: 'region-mask',
  family: 'maths',
  places: ['board'],
  title: { en: 'Mask of a region', ko: '영역 마스크' },
  sentence: {
    en: 'Says which places of a picture or of a map of latents belong to a region: 1 there and 0 elsewhere, such as what a sampler shall make anew.',
    ko: '그림이나 잠재 지도에서 어느 자리가 영역에 드는지 나타냅니다. 영역 안은 1, 밖은 0이며, 샘플러가 새로 만들 곳을 정할 때 씁니다.',
  },
  formula: 'm_{ij} = [(i, j) \\in R]\\quad (i, j) \\text{ in } x',
  aliases: ['inpainting', 'half', 'area', '인페인팅', '절반'],
  inputs: { like: { symbol: 'x', title: { en: 'Picture or map of latents', ko: '그림 또는 잠재 지도' } } },
  outputs: {
    mask: {
      symbol: 'm',
      title: { en: 'Mask: 1 in the region', ko: '마스크: 영역 안은 1' },
      meaning: { kind: 'mask' },
    },
  },
  dials: {
    region: {
      type: 'choice',
      default: 'left half',
      title: { en: 'Region', ko: '영역' },
      options: {
        'left half': { en: 'left half', ko: '왼쪽 절반' },
        'right half': { en: 'right half', ko: '오른쪽 절반' },
        'upper half': { en: 'upper half', ko: '위쪽 절반' },
        'lower half': { en: 'lower half', ko: '아래쪽 절반' },
        middle: { en: 'the middle', ko: '가운데' },
        drawn: { en: 'drawn', ko: '직접 그림' },
      },
    },
    drawn: {
      type: 'numbers',
      default: [],
      min: 0,
      max: 1,
      live: true,
      exampleOf: { port: 'mask', sides: 'map' },
      onCard: { region: 'drawn' },
      title: { en: 'Drawn region', ko: '그린 영역' },
      help: {
        en: 'Of a drawn region: 1 for each place in it and 0 for others, row by row.',
        ko: '직접 그린 영역입니다. 자리마다 안이면 1, 밖이면 0을 한 줄씩 적습니다.',
      },
    },
    map: {
      type: 'numbers',
      default: [4, 4],
      min: 1,
      max: 4096,
      integer: true,
      length: 2,
      title: { en: 'Height and width of the map', ko: '지도의 세로와 가로' },
      help: {
        en: 'Where each example is a row of latents; a picture has its own.',
        ko: '예제가 한 줄로 늘어선 잠재 벡터일 때 씁니다. 그림은 제 크기를 따릅니다.',
      },
    },
  },
  build(ops, { like }, { region, drawn, map }, context) {
    const [rows, columns] = sidesOf(like, map as unknown as readonly [number, number]);
    if (region === 'drawn' && drawn.length > 0 && drawn.length !== rows * columns)
      throw new Problem(
        `The drawn region has ${drawn.length} places, and the map has ${rows} × ${columns}. Draw it anew.`,
        `그린 영역은 ${drawn.length}자리인데 지도는 ${rows} × ${columns}자리입니다. 다시 그리세요.`,
      );
    const deep = like.shape.length === 4 ? 1 : (like.shape[1] as number) / (rows * columns);
    const places = rows * columns;
    const mask =
      region === 'drawn'
        ? context.numbers('drawn', places)
        : ops.constant({
            value: Array.from({ length: places }, (_, place) =>
              REGIONS[region](Math.floor(place / columns), place % columns, rows, columns) ? 1 : 0,
            ),
            shape: [places],
            dtype: 'float32',
          });
    if (like.shape.length === 4) return { mask: ops.reshape(mask, { shape: [1, rows, columns, 1] }) };
    return { mask: onEveryNumber(ops, mask, deep) };
  },
});

/** A number for each place, on each of so many numbers of that place: [1, places · deep]. */
function onEveryNumber(ops: Operations, mask: Tensor, deep: number): Tensor {
  const places = mask.shape[0] as number;
  const each = ops.broadcastTo(ops.reshape(mask, { shape: [places, 1] }), { shape: [places, deep] });
  return ops.reshape(each, { shape: [1, places * deep] });
}

/** The sides of what the region is part of. @throws Problem where it is neither a picture nor such a map */
function sidesOf({ shape }: Tensor, map: readonly [number, number]): readonly [number, number] {
  const [, first, second] = shape;
  if (shape.length === 4 && isKnown(first!) && isKnown(second!)) return [first, second];
  const [rows, columns] = map;
  if (shape.length === 2 && isKnown(first!) && first % (rows * columns) === 0) return map;
  throw new Problem(
    `A region is part of pictures, [B, height, width, channels], or of rows of latents that are a map of ${rows} × ${columns} places; it was given ${formatShape(shape)}. Wire one of these, or set 'map' to what the latents are.`,
    `영역은 그림 [B, 세로, 가로, 채널]이나 ${rows} × ${columns} 자리의 지도인 잠재 벡터의 일부인데 ${formatShape(shape)}이(가) 들어왔습니다. 이 중 하나를 연결하거나 'map'을 잠재 벡터에 맞추세요.`,
  );
}
