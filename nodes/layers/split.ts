import { Problem } from '../alphabet/problem.ts';
import { formatShape, isKnown, resolveAxis } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { inputPort } from '../layer-ports.ts';
import type { OutputPort } from '../port.ts';

/** The names of the parts, counted from 1 as people do. */
const partsOf = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `part${i + 1}`);

export default defineNode({
  kind: 'split',
  family: 'layers',
  places: ['board', 'design'],
  title: { en: 'Split', ko: '나누기' },
  sentence: {
    en: 'Divides a tensor along one axis into equal parts, each with a port of its own.',
    ko: '텐서를 한 축을 따라 똑같은 크기로 나누고, 부분마다 포트를 하나씩 둡니다.',
  },
  formula: '[y_1; y_2; \\dots] = x',
  aliases: ['chunk', 'unstack', 'heads', '분할', '쪼개기'],
  inputs: { input: inputPort },
  outputs: {},
  dials: {
    parts: {
      type: 'number',
      default: 2,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Parts', ko: '부분 수' },
    },
    axis: {
      type: 'number',
      default: -1,
      min: -8,
      max: 7,
      integer: true,
      title: { en: 'Axis', ko: '축' },
      help: {
        en: '-1 is the last one (features, channels); the batch stays whole.',
        ko: '-1은 마지막 축(특징, 채널)입니다. 배치는 나누지 않습니다.',
      },
    },
  },
  grow: ({ parts }) => ({
    outputs: Object.fromEntries(
      partsOf(parts).map((name, i): [string, OutputPort] => [
        name,
        { symbol: `y_{${i + 1}}`, title: { en: `Part ${i + 1}`, ko: `부분 ${i + 1}` } },
      ]),
    ),
  }),
  build(ops, { input }, { parts, axis }, context) {
    const along = resolveAxis(axis, input.shape.length);
    const length = input.shape[along]!;
    if (along === 0 || !isKnown(length) || length % parts !== 0)
      throw new Problem(
        `Axis ${along} of ${formatShape(input.shape)} cannot be divided into ${parts} equal parts${along === 0 ? ', as it is the batch' : ''}. Choose an axis whose size ${parts} divides, or take slices.`,
        `${formatShape(input.shape)}의 축 ${along}은(는) ${along === 0 ? '배치라서 ' : ''}똑같은 부분 ${parts}개로 나눌 수 없습니다. 크기가 ${parts}(으)로 나누어지는 축을 고르거나 잘라 내기를 쓰세요.`,
      );
    const size = length / parts;
    const meaning = context.meaningOf(input);
    return Object.fromEntries(
      partsOf(parts).map((name, i) => [
        name,
        context.means(
          ops.slice(input, {
            begin: input.shape.map((_, k) => (k === along ? i * size : 0)),
            size: input.shape.map((whole, k) => (k === along ? size : whole)),
          }),
          meaning,
        ),
      ]),
    );
  },
});
