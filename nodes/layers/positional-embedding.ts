import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { featuresOf } from '../features.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'positional-embedding',
  family: 'layers',
  places: ['design'],
  title: { en: 'Positional embedding', ko: '위치 임베딩' },
  sentence: {
    en: 'Adds to each place of a sequence a vector that says which place it is; attention alone could not tell.',
    ko: '시퀀스의 자리마다 몇 번째 자리인지 알려 주는 벡터를 더합니다. 어텐션만으로는 순서를 알 수 없습니다.',
  },
  formula: 'y_i = x + p_i',
  aliases: ['position encoding', 'order', 'sinusoidal', '위치 인코딩', '순서'],
  source: 'Vaswani et al. 2017, section 3.5',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    form: {
      type: 'choice',
      default: 'learned',
      title: { en: 'Form', ko: '방식' },
      options: {
        learned: { en: 'learned', ko: '학습' },
        sinusoidal: { en: 'sines and cosines', ko: '사인과 코사인' },
      },
    },
    length: {
      type: 'number',
      default: 64,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Most places', ko: '최대 자리 수' },
    },
  },
  build(ops, { input }, { form, length }, context) {
    const size = featuresOf('positional-embedding', input);
    const places = input.shape[1];
    if (input.shape.length !== 3 || typeof places !== 'number')
      throw new Problem(
        `positional-embedding needs a sequence [B, length, features]; it was given ${formatShape(input.shape)}.`,
        `positional-embedding에는 시퀀스 [B, 길이, 특징]이(가) 필요한데 ${formatShape(input.shape)}이(가) 들어왔습니다.`,
      );
    if (places > length)
      throw new Problem(
        `The sequence has ${places} places and there are ${length} positions. Set 'length' to ${places}, or take shorter rows.`,
        `시퀀스의 자리는 ${places}개인데 위치는 ${length}개입니다. 'length'를 ${places}(으)로 바꾸거나 행을 짧게 하세요.`,
      );
    if (form === 'sinusoidal') {
      const value = Array.from({ length: places * size }, (_, i) =>
        wave(Math.floor(i / size), i % size, size),
      );
      return { output: ops.add(input, ops.constant({ value, shape: [1, places, size], dtype: 'float32' })) };
    }
    const all = context.weight('positions', [length, size], { kind: 'normal', deviation: 0.02 });
    const here = places === length ? all : ops.slice(all, { begin: [0, 0], size: [places, size] });
    return { output: ops.add(input, ops.reshape(here, { shape: [1, places, size] })) };
  },
});

/** Sines at even features, cosines at odd ones; each pair twice as slow as the one `size · log 2 / (2 log 10000)` before. */
function wave(place: number, feature: number, size: number): number {
  const angle = place / 10_000 ** ((feature - (feature % 2)) / size);
  return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
}
