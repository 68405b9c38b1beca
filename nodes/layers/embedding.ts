import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'embedding',
  family: 'layers',
  places: ['design'],
  title: { en: 'Embedding', ko: '임베딩' },
  sentence: {
    en: 'Looks up a learned vector for each number of a class, letter or word.',
    ko: '클래스나 글자, 단어의 번호마다 학습한 벡터를 찾아 줍니다.',
  },
  formula: 'y = E_x',
  aliases: ['lookup', 'table', '임베딩 테이블'],
  inputs: { input: { symbol: 'x', title: { en: 'Numbers', ko: '번호' } } },
  outputs: { output: outputPort },
  dials: {
    count: {
      type: 'number',
      default: 10,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'How many', ko: '개수' },
      help: { en: 'Classes, or the size of the vocabulary.', ko: '클래스 수 또는 어휘 크기.' },
    },
    size: {
      type: 'number',
      default: 16,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Size', ko: '크기' },
    },
    none: {
      type: 'flag',
      default: false,
      title: { en: 'Extra row "none"', ko: '"없음" 행 추가' },
      help: {
        en: 'The number after the last one then stands for "no condition".',
        ko: '마지막 다음 번호가 "조건 없음"을 뜻하게 됩니다.',
      },
    },
  },
  build(ops, { input }, dials, context) {
    const { classes = 0 } = context.meaningOf(input);
    if (classes > dials.count)
      throw new Problem(
        `The embedding has ${dials.count} vectors, and the numbers that come in go up to ${classes - 1}. Set 'count' to ${classes}.`,
        `임베딩 벡터는 ${dials.count}개인데 들어오는 번호는 ${classes - 1}까지입니다. 'count'를 ${classes}(으)로 바꾸세요.`,
      );
    const shape = [dials.count + (dials.none ? 1 : 0), dials.size];
    const embeddings = context.weight('embeddings', shape, { kind: 'uniform', limit: 0.05 });
    return { output: ops.gather(embeddings, input) }; // [..., size]
  },
});
