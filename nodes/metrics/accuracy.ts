import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineLook } from '../contract.ts';
import { countDial } from '../count-dial.ts';
import { asFloat } from '../promotion.ts';
import { measuredMean } from '../measured-mean.ts';

export default defineLook({
  kind: 'accuracy',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Accuracy', ko: '정확도' },
  sentence: {
    en: 'How often the class with the largest number is the true one, over held-out examples.',
    ko: '가장 큰 값을 받은 클래스가 실제 클래스인 비율을 검증 예제에서 잽니다.',
  },
  formula: '\\frac{1}{N}\\sum_i [\\operatorname{argmax}_k \\theta_{ik} = y_i]',
  aliases: ['right', 'hit rate', 'top-1', '맞힌 비율', '분류 정확도'],
  inputs: {
    prediction: { symbol: '\\theta', title: { en: 'A number for each class', ko: '클래스별 값' } },
    label: { symbol: 'y', title: { en: 'True class', ko: '실제 클래스' } },
  },
  outputs: {},
  numbers: { accuracy: { title: { en: 'accuracy', ko: '정확도' } } },
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(ops, { prediction, label }) {
    if (prediction.shape.length !== 2 || label.shape.length !== 1 || label.dtype !== 'int32')
      throw new Problem(
        `Accuracy needs [B, classes] numbers and int32 [B] classes; it was given ${formatShape(prediction.shape)} and ${label.dtype} ${formatShape(label.shape)}. Wire the logits of a classifier and the classes of the data.`,
        `정확도에는 [B, 클래스]의 값과 int32 [B]의 클래스가 필요한데 ${formatShape(prediction.shape)}와(과) ${label.dtype} ${formatShape(label.shape)}이(가) 들어왔습니다. 분류기의 로짓과 데이터의 클래스를 연결하세요.`,
      );
    return { right: asFloat(ops, ops.equal(ops.argMax(prediction, { axis: -1 }), label)) };
  },
  finish({ right }) {
    return { numbers: { accuracy: measuredMean(right!) } };
  },
});
