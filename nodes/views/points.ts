import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineLook } from '../contract.ts';
import { asFloat } from '../promotion.ts';

export default defineLook({
  kind: 'points',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Points', ko: '점' },
  sentence: {
    en: 'Clouds of points in one plane or space: data and samples over each other, each in a colour of its own; a single cloud by class.',
    ko: '점구름을 한 평면이나 공간에 그립니다. 데이터와 샘플을 겹쳐 저마다의 색으로, 하나뿐이면 클래스별 색으로 보여 줍니다.',
  },
  formula: 'x \\in \\mathbb{R}^2',
  aliases: ['scatter', 'cloud', '2-D', '산점도', '점구름'],
  inputs: {
    points: { symbol: 'x', title: { en: 'Clouds', ko: '점구름' }, several: true },
    label: { symbol: 'y', title: { en: 'Class', ko: '클래스' }, optional: true },
  },
  outputs: {},
  dials: {
    count: {
      type: 'number',
      default: 1000,
      min: 1,
      max: 20_000,
      integer: true,
      title: { en: 'Points a cloud', ko: '점구름마다 점 수' },
    },
  },
  examples: ({ count }) => count,
  build(ops, { points, label }) {
    const [first] = points;
    for (const { name, value } of points)
      if (
        value.shape.length !== 2 ||
        ![2, 3].includes(value.shape[1] as number) ||
        value.shape[1] !== first!.value.shape[1]
      )
        throw new Problem(
          `The view shows points [B, 2] or [B, 3], all alike; '${name}' is ${formatShape(value.shape)}. Wire points of the plane or of space.`,
          `이 보기는 서로 같은 모양의 점 [B, 2]나 [B, 3]을 보여 주는데 '${name}'은(는) ${formatShape(value.shape)}입니다. 평면이나 공간의 점을 연결하세요.`,
        );
    if (label && points.length > 1)
      throw new Problem(
        `With ${points.length} clouds each has its own colour, so there is none left for classes. Take the label's wire away, or show one cloud.`,
        `점구름이 ${points.length}개면 저마다 색이 있어 클래스에 쓸 색이 없습니다. 클래스 연결을 끊거나 점구름을 하나만 보이세요.`,
      );
    return {
      ...Object.fromEntries(points.map(({ name, value }) => [`cloud ${name}`, asFloat(ops, value)])),
      ...(label ? { label } : {}),
    };
  },
  finish({ label, ...clouds }) {
    const names = Object.keys(clouds).map((name) => name.slice('cloud '.length));
    const [first, ...others] = Object.values(clouds);
    if (others.length === 0)
      return { picture: { form: 'points', points: first!, ...(label ? { labels: label } : {}) } };
    const all = Object.values(clouds);
    const rows = all.map(({ shape }) => shape[0]!);
    const total = rows.reduce((a, b) => a + b);
    return {
      picture: {
        form: 'points',
        points: {
          shape: [total, first!.shape[1]!],
          data: Float32Array.from(all.flatMap(({ data }) => Array.from(data))),
        },
        labels: {
          shape: [total],
          data: Int32Array.from(rows.flatMap((count, cloud) => Array<number>(count).fill(cloud))),
        },
        names,
      },
    };
  },
});
