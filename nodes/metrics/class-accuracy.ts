import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { judged } from '../feature-net.ts';
import { asFloat } from '../promotion.ts';
import { measuredMean } from '../measured-mean.ts';
import { rightClassNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'class-accuracy',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Class accuracy', ko: '클래스 정확도' },
  sentence: {
    en: 'How often a classifier sees in a generated example the class that was asked for.',
    ko: '생성한 것에서 분류기가 요청한 클래스를 알아보는 비율입니다.',
  },
  formula: '\\frac{1}{N}\\sum_i [\\operatorname{argmax} c(\\tilde{x}_i) = y_i]',
  aliases: ['right class', 'conditional accuracy', 'CAS', '조건부 정확도'],
  inputs: {
    generated: { symbol: '\\tilde{x}', title: { en: 'Generated', ko: '생성한 것' } },
    label: { symbol: 'y', title: { en: 'Class that was asked for', ko: '요청한 클래스' } },
    features: { symbol: 'c', title: { en: 'Classifier', ko: '분류기' }, takes: 'block' },
  },
  outputs: {},
  numbers: rightClassNumber,
  dials: { count: { ...countDial, default: 1000 } },
  examples: ({ count }) => count,
  build(ops, { generated, label, features }, _dials, context) {
    const logits = judged(ops, context, generated, features);
    if (logits.shape.length !== 2 || label.shape.length !== 1 || label.dtype !== 'int32')
      throw new Problem(
        `Class accuracy needs a classifier that answers [B, classes] and int32 [B] classes; there are ${formatShape(logits.shape)} and ${label.dtype} ${formatShape(label.shape)}. Wire a classifier and the classes that were asked for.`,
        `클래스 정확도에는 [B, 클래스]로 답하는 분류기와 int32 [B]의 클래스가 필요한데 ${formatShape(logits.shape)}, ${label.dtype} ${formatShape(label.shape)}입니다. 분류기와 요청한 클래스를 연결하세요.`,
      );
    return { right: asFloat(ops, ops.equal(ops.argMax(logits, { axis: -1 }), label)) };
  },
  finish({ right }) {
    return { numbers: { 'right class': measuredMean(right!) } };
  },
});
