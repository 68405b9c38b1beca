import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { judged } from '../feature-net.ts';
import { measuredMean } from '../measured-mean.ts';
import { asFloat } from '../promotion.ts';

export default defineLook({
  kind: 'class-agreement',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Class agreement', ko: '클래스 일치도' },
  sentence: {
    en: 'How often a classifier sees one and the same class in an example before and after a change, such as other styles, noise or a translation.',
    ko: '스타일, 노이즈, 번역 등을 바꾸기 전과 후의 예제를 분류기가 같은 클래스로 보는 비율입니다.',
  },
  formula: "\\frac{1}{N}\\sum_i [\\operatorname{argmax} c(x_i) = \\operatorname{argmax} c(x_i')]",
  aliases: ['same class', 'class kept', 'style mixing', 'invariance', '같은 클래스', '스타일 섞기', '불변성'],
  inputs: {
    before: { symbol: 'x', title: { en: 'Before', ko: '바꾸기 전' } },
    after: { symbol: "x'", title: { en: 'After', ko: '바꾼 후' } },
    features: { symbol: 'c', title: { en: 'Classifier', ko: '분류기' }, takes: 'block' },
  },
  outputs: {},
  numbers: {
    'same class': { title: { en: 'same class', ko: '같은 클래스' } },
    'other class': { title: { en: 'other class', ko: '다른 클래스' } },
  },
  dials: { count: { ...countDial, default: 1000 } },
  examples: ({ count }) => count,
  build(ops, { before, after, features }, _dials, context) {
    const [first, second] = [before, after].map((images) => judged(ops, context, images, features));
    if (first!.shape.length !== 2 || formatShape(first!.shape) !== formatShape(second!.shape))
      throw new Problem(
        `Class agreement needs a classifier that answers [B, classes] about as many examples before as after; there are ${formatShape(first!.shape)} and ${formatShape(second!.shape)}. Wire a classifier, and both versions of the same examples.`,
        `클래스 일치도에는 [B, 클래스]로 답하는 분류기와, 바꾸기 전과 후의 수가 같은 예제가 필요한데 ${formatShape(first!.shape)}, ${formatShape(second!.shape)}입니다. 분류기와 같은 예제의 두 모습을 연결하세요.`,
      );
    const [a, b] = [first!, second!].map((logits) => ops.argMax(logits, { axis: -1 }));
    const same = asFloat(ops, ops.equal(a!, b!)); // [B]
    return { same };
  },
  finish({ same }) {
    const kept = measuredMean(same!);
    return { numbers: { 'same class': kept, 'other class': 1 - kept } };
  },
});
