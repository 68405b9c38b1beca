import { Problem } from '../alphabet/problem.ts';
import { divideDimensions, formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { classesDial, countOfClasses } from '../every-class.ts';

export default defineNode({
  kind: 'by-class',
  family: 'maths',
  places: ['board'],
  title: { en: 'Side by side by class', ko: '클래스별로 나란히' },
  sentence: {
    en: 'Puts a number that was computed for every class of each example side by side: a row for each example, a column for each class.',
    ko: '예제마다 모든 클래스에 대해 계산한 수를 나란히 둡니다. 행은 예제, 열은 클래스입니다.',
  },
  formula: 'y_{ik} = v_{iK + k}',
  aliases: ['unstack classes', 'Bayes', '베이즈', '클래스별 정리'],
  inputs: {
    value: { symbol: 'v', title: { en: 'A number per example and class', ko: '예제와 클래스별 수' } },
    like: {
      symbol: 'K',
      title: { en: 'Label with these classes', ko: '클래스를 아는 레이블' },
      optional: true,
    },
  },
  outputs: { result: { symbol: 'y', title: { en: 'A row per example', ko: '예제별 행' } } },
  dials: { classes: classesDial },
  build(ops, { value, like }, dials, context) {
    const classes = countOfClasses(dials, like && context.meaningOf(like));
    const [rows] = value.shape;
    const examples = value.shape.length === 1 ? divideDimensions(rows!, classes) : null;
    if (examples === null)
      throw new Problem(
        `There must be a number for each of ${classes} classes of each example, [${classes}·B]; there are ${formatShape(value.shape)}. Wire the numbers per example of what "Every class" asked.`,
        `예제마다 클래스 ${classes}개의 수가 하나씩, [${classes}·B]로 있어야 하는데 ${formatShape(value.shape)}입니다. "모든 클래스"로 물어 얻은 예제별 값을 연결하세요.`,
      );
    return { result: ops.reshape(value, { shape: [examples, classes] }) };
  },
});
