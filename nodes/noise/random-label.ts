import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';

export default defineNode({
  kind: 'random-label',
  family: 'noise',
  places: ['board'],
  title: { en: 'Random class', ko: '무작위 클래스' },
  sentence: {
    en: 'A class for each example, drawn anew in each update: all equally likely, or with the probabilities that you give.',
    ko: '예제마다 클래스를 하나씩 갱신 때마다 새로 뽑습니다. 모두 같은 확률이거나, 정한 확률을 따릅니다.',
  },
  formula: 'y \\sim \\mathrm{Cat}(\\pi)',
  aliases: ['random label', 'categorical', '범주형', '레이블'],
  inputs: { like: { symbol: 'y', title: { en: 'Like', ko: '같은 클래스' }, optional: true } },
  outputs: { label: { symbol: 'y', title: { en: 'Class', ko: '클래스' } } },
  dials: {
    classes: {
      type: 'number',
      default: 10,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Classes', ko: '클래스 수' },
      help: { en: 'Where no label is wired into "Like".', ko: '"같은 클래스"에 연결이 없을 때 씁니다.' },
    },
    probabilities: {
      type: 'numbers',
      default: [],
      min: 0,
      max: 1e6,
      title: { en: 'Probabilities', ko: '확률' },
      help: {
        en: 'One for each class, in proportion; all equal where the list is empty.',
        ko: '클래스마다 하나씩 비율로 씁니다. 비우면 모두 같습니다.',
      },
    },
  },
  build(ops, { like }, { classes: asked, probabilities }, context) {
    const classes = (like && context.meaningOf(like).classes) ?? asked;
    const sum = probabilities.reduce((a, b) => a + b, 0);
    if (probabilities.length > 0 && (probabilities.length !== classes || sum === 0))
      throw new Problem(
        `There are ${classes} classes and ${probabilities.length} probabilities that add up to ${sum}; each class needs one, and some must be above 0. Correct the list or empty it.`,
        `클래스는 ${classes}개인데 확률은 ${probabilities.length}개이고 합이 ${sum}입니다. 클래스마다 하나씩, 0보다 큰 값이 있어야 합니다. 목록을 고치거나 비우세요.`,
      );
    const u = context.uniformNoise([like?.shape[0] ?? context.batch]); // [B]
    const label =
      probabilities.length === 0
        ? ops.minimum(ops.floor(ops.multiply(u, classes)), classes - 1)
        : // The class is how many of the borders lie at or below u.
          ops.reduceSum(
            ops.cast(
              ops.greaterEqual(
                ops.reshape(u, { shape: [u.shape[0]!, 1] }),
                bordersOf(ops, probabilities, sum),
              ),
              { dtype: 'float32' },
            ),
            { axes: [1] },
          );
    return {
      label: context.means(ops.cast(label, { dtype: 'int32' }), { kind: 'label', classes }),
    };
  },
});

/** Where one class ends and the next begins on [0, 1), [1, K]; the last border is never reached. */
function bordersOf(ops: Operations, probabilities: readonly number[], sum: number): Tensor {
  let reached = 0;
  const ends = probabilities.map((p) => (reached += p) / sum);
  const value = [...ends.slice(0, -1), 2];
  return ops.constant({ value, shape: [1, value.length], dtype: 'float32' });
}
