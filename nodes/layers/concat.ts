import { defineNode } from '../contract.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { promote } from '../promotion.ts';

/** `b10` stands behind `b2`. */
const byName = new Intl.Collator('en', { numeric: true });

export default defineNode({
  kind: 'concat',
  family: 'layers',
  places: ['board', 'design'],
  title: { en: 'Concatenate', ko: '이어 붙이기' },
  sentence: {
    en: 'Lays tensors side by side along one axis, in the order of the names of their wires.',
    ko: '텐서들을 연결 이름의 순서대로 한 축을 따라 나란히 이어 붙입니다.',
  },
  formula: 'y = [x_1; x_2; \\dots]',
  aliases: ['concatenate', 'join', 'stack', '연결', '결합'],
  inputs: { input: { ...inputPort, title: { en: 'Inputs', ko: '입력들' }, several: true } },
  outputs: { output: outputPort },
  dials: {
    axis: {
      type: 'number',
      default: -1,
      min: -8,
      max: 7,
      integer: true,
      title: { en: 'Axis', ko: '축' },
      help: {
        en: '-1 is the last one (features, channels), 0 the batch.',
        ko: '-1은 마지막 축(특징, 채널), 0은 배치입니다.',
      },
    },
  },
  build(ops, { input }, { axis }) {
    const ordered = input.toSorted((a, b) => byName.compare(a.name, b.name));
    return { output: ops.concat(promote(ops, ...ordered.map(({ value }) => value)), { axis }) };
  },
});
