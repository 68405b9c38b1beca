import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { meanOfExample, mustHaveBatch, mustHaveSameShape } from '../per-example.ts';
import { valuesOf } from '../values.ts';
import { measuredMean } from '../measured-mean.ts';

export default defineLook({
  kind: 'cycle-error',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Cycle error', ko: '순환 오차' },
  sentence: {
    en: 'How far an example that went there and back is from where it set out: the mean absolute difference.',
    ko: '갔다가 돌아온 예제가 떠난 곳에서 얼마나 먼지 평균 절대 차이로 잽니다.',
  },
  formula: '\\mathbb{E}\\,|a - \\hat{a}|',
  aliases: ['cycle consistency', 'round trip', '순환 일관성', '왕복'],
  source: 'Zhu et al. 2017, Unpaired image-to-image translation, eq. 2',
  inputs: {
    original: { symbol: 'a', title: { en: 'Original', ko: '원본' } },
    back: { symbol: '\\hat{a}', title: { en: 'There and back', ko: '갔다 온 것' } },
  },
  outputs: {},
  numbers: { error: { title: { en: 'error', ko: '오차' } } },
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(ops, inputs, _dials, context) {
    mustHaveBatch('original', inputs.original);
    mustHaveSameShape('original', inputs.original, 'back', inputs.back);
    const [a, b] = [valuesOf(ops, context, inputs.original), valuesOf(ops, context, inputs.back)];
    return { error: meanOfExample(ops, ops.absolute(ops.subtract(a, b))) };
  },
  finish({ error }) {
    return { numbers: { error: measuredMean(error!) } };
  },
});
