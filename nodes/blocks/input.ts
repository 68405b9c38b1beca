import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { isKnown, sizeOf } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { wrongCount } from '../example-values.ts';
import { formDial, meaningDial, meaningFrom, symbolDial } from '../door-dials.ts';
import { lengthOfTokens } from '../token-rows.ts';

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
    text: {
      type: 'text',
      default: '',
      onCard: { meaning: 'tokens' },
      live: true,
      title: { en: 'Text', ko: '텍스트' },
      help: {
        en: 'Of tokens on the board: what a row without a word stands for, so a prompt that is written here is asked for where nobody gives another.',
        ko: '보드의 토큰 입력에서 빈 행이 뜻하는 글입니다. 다른 프롬프트를 주지 않으면 여기 쓴 것을 씁니다.',
      },
    },
    value: {
      type: 'numbers',
      default: [],
      min: -1e9,
      max: 1e9,
      live: true,
      exampleOf: { port: 'value' },
      onCard: { meaning: { not: 'tokens' } },
      title: { en: 'Value', ko: '값' },
      help: {
        en: 'On the board: what is asked for where nobody gives another. One number for all, or the numbers of one example or of several, which take turns.',
        ko: '보드에서 다른 값을 주지 않으면 쓰는 값입니다. 모두를 위한 수 하나, 또는 예제 하나나 번갈아 쓸 여러 예제의 수를 적습니다.',
      },
    },
    optional: { type: 'flag', default: false, title: { en: 'Optional', ko: '선택' } },
  },
  build(ops, { like }, dials, context) {
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
    mustFit(dials.value, value, context.meaningOf(value).classes);
    const meaning = context.meaningOf(value);
    if (dials.text === '' && (meaning.kind !== 'tokens' || value.shape.length !== 2)) return { value };
    const words = context.words('text', meaning.vocabulary, lengthOfTokens('value', value));
    return { value: words ? context.means(filled(ops, value, words), meaning) : value };
  },
});

/** @throws Problem where a value that a person chose is none of the input's */
function mustFit(chosen: readonly number[], { shape, dtype }: Tensor, classes: number | undefined): void {
  const ofExample = sizeOf(shape.slice(1));
  const wrong = chosen.length > 1 && isKnown(ofExample) ? wrongCount(chosen.length, ofExample) : null;
  if (wrong) throw new Problem(wrong.en, wrong.ko);
  if (dtype !== 'int32') return;
  const other = chosen.find(
    (one) => !Number.isInteger(one) || (classes !== undefined && (one < 0 || one >= classes)),
  );
  if (other === undefined) return;
  throw new Problem(
    `There is no class ${other}: ${classes === undefined ? 'they are whole numbers' : `they go from 0 to ${classes - 1}`}. Choose others, or none.`,
    `클래스 ${other}은(는) 없습니다. ${classes === undefined ? '정수여야 합니다' : `0부터 ${classes - 1}까지입니다`}. 다른 클래스를 고르거나 비우세요.`,
  );
}

/** Rows of tokens, those without a word filled with another row. */
function filled(ops: Operations, rows: Tensor, words: Tensor): Tensor {
  const isEmpty = ops.equal(ops.reduceMax(rows, { axes: [1], keepDimensions: true }), 0);
  return ops.select(isEmpty, words, rows);
}
