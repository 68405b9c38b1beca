import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { formDial, meaningDial, meaningFrom, symbolDial } from '../door-dials.ts';

export default defineNode({
  kind: 'input',
  family: 'blocks',
  places: ['board', 'design'],
  role: 'input',
  title: { en: 'Input', ko: '입력' },
  sentence: {
    en: 'A door: what a block is called with, or what a person gives the board.',
    ko: '문: 블록을 호출할 때 넣는 값, 또는 사람이 보드에 주는 값입니다.',
  },
  formula: 'x',
  aliases: ['argument', 'placeholder', '인수'],
  inputs: { like: { symbol: 'x', title: { en: 'Like', ko: '같은 모양' }, optional: true } },
  outputs: { value: { symbol: 'x', title: { en: 'Value', ko: '값' } } },
  dials: {
    name: { type: 'text', default: 'input', title: { en: 'Name', ko: '이름' } },
    meaning: meaningDial,
    form: formDial,
    symbol: symbolDial,
    shape: {
      type: 'numbers',
      default: [],
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Shape of one example', ko: '예제 하나의 모양' },
      help: {
        en: 'On the board, where no wire says what it is like.',
        ko: '보드에서 모양을 알려 주는 연결이 없을 때 씁니다.',
      },
    },
    optional: { type: 'flag', default: false, title: { en: 'Optional', ko: '선택' } },
  },
  build(_ops, { like }, dials, context) {
    const value = context.argument(dials.name, {
      shape: like ? like.shape : [context.batch, ...dials.shape],
      dtype: like?.dtype ?? (['label', 'tokens'].includes(dials.meaning) ? 'int32' : 'float32'),
    });
    if (!value && dials.optional) return {} as { value: typeof value & object };
    if (!value)
      throw new Problem(
        `The block was called without its input '${dials.name}'. Wire that port of the call.`,
        `블록이 입력 '${dials.name}' 없이 호출되었습니다. 호출 카드의 그 포트를 연결하세요.`,
      );
    // What the caller knows of its tensor is more than what the design expects of it; what the wire that it is like knows
    // (classes, range) holds for it too.
    const alike = like && context.meaningOf(like).kind === dials.meaning ? context.meaningOf(like) : {};
    if (dials.meaning !== 'any' && context.meaningOf(value).kind === 'any')
      context.means(value, { ...alike, ...meaningFrom(dials) });
    return { value };
  },
});
