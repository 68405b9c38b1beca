import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';

export default defineNode({
  kind: 'total',
  family: 'losses',
  places: ['board'],
  title: { en: 'Total loss', ko: '총손실' },
  sentence: {
    en: 'The weighted sum of terms; the weights can be turned while it trains.',
    ko: '항들의 가중합입니다. 가중치는 학습 중에도 바꿀 수 있습니다.',
  },
  formula: 'L = \\textstyle\\sum_k w_k L_k',
  aliases: ['sum of losses', 'objective', 'beta', '목적 함수', '가중합'],
  inputs: { term: { symbol: 'L_k', title: { en: 'Terms', ko: '항' }, several: true } },
  outputs: { loss: { symbol: 'L', title: { en: 'Loss', ko: '손실' }, meaning: { kind: 'loss' } } },
  dials: {
    weights: {
      type: 'weights',
      default: {},
      otherwise: 1,
      min: -1e6,
      max: 1e6,
      title: { en: 'Weights', ko: '가중치' },
      help: {
        en: 'By the name of the wire; 1 unless set.',
        ko: '연결 이름별 가중치. 정하지 않으면 1입니다.',
      },
    },
  },
  build(ops, { term }, _dials, context) {
    const parts = term.map(({ name, value }) => {
      if (value.shape.length > 0 || value.dtype !== 'float32')
        throw new Problem(
          `A term of the total is a single number; '${name}' is ${value.dtype} ${formatShape(value.shape)}. Wire the 'loss' output of a loss, or put a reduce before it.`,
          `총손실의 항은 수 하나여야 하는데 '${name}'은(는) ${value.dtype} ${formatShape(value.shape)}입니다. 손실의 'loss' 출력을 연결하거나 앞에 축소를 두세요.`,
        );
      return ops.multiply(context.dial('weights', name), value);
    });
    return { loss: parts.reduce((sum, part) => ops.add(sum, part)) };
  },
});
