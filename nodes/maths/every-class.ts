import { multiplyDimensions } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { classesDial, countOfClasses } from '../every-class.ts';
import { mustHaveBatch } from '../per-example.ts';

export default defineNode({
  kind: 'every-class',
  family: 'maths',
  places: ['board'],
  title: { en: 'Every class', ko: '모든 클래스' },
  sentence: {
    en: 'Repeats each example once for every class, with that class beside it: to ask a model what it would make of each.',
    ko: '예제마다 클래스 수만큼 되풀이하며 클래스를 하나씩 붙입니다. 클래스마다 모델이 어떻게 보는지 물을 때 씁니다.',
  },
  formula: '(x_i, k)\\;\\; k = 0, \\dots, K - 1',
  aliases: ['enumerate labels', 'Bayes', 'all labels', '베이즈'],
  inputs: {
    value: { symbol: 'x_i', title: { en: 'Value', ko: '값' } },
    like: {
      symbol: 'K',
      title: { en: 'Label with these classes', ko: '클래스를 아는 레이블' },
      optional: true,
    },
  },
  outputs: {
    value: { symbol: 'x_i', title: { en: 'Value, repeated', ko: '되풀이한 값' } },
    label: { symbol: 'k', title: { en: 'Class', ko: '클래스' } },
  },
  dials: { classes: classesDial },
  build(ops, { value, like }, dials, context) {
    mustHaveBatch('value', value);
    const classes = countOfClasses(dials, like && context.meaningOf(like));
    const [batch, ...example] = value.shape;
    const rows = multiplyDimensions(batch!, classes);
    const opened = ops.reshape(value, { shape: [batch!, 1, ...example] });
    const repeated = ops.reshape(ops.broadcastTo(opened, { shape: [batch!, classes, ...example] }), {
      shape: [rows, ...example],
    }); // [K·B, ...]
    const all = ops.constant({
      value: Array.from({ length: classes }, (_, k) => k),
      shape: [1, classes],
      dtype: 'int32',
    });
    const label = ops.reshape(ops.broadcastTo(all, { shape: [batch!, classes] }), { shape: [rows] });
    return {
      value: context.means(repeated, context.meaningOf(value)),
      label: context.means(label, { kind: 'label', classes }),
    };
  },
});
