import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';
import { dropoutDial, tokensDial } from '../token-recipe-dials.ts';

/** Kinds of the layers, by the choice. */
const CELLS = { GRU: 'gru', LSTM: 'lstm', simple: 'simple-rnn' } as const;

export default defineRecipe({
  kind: 'recurrent',
  title: { en: 'Recurrent net', ko: '순환 신경망' },
  sentence: {
    en: 'Reads tokens one by one and says at each place how likely every next token is, from a state that carries what was read.',
    ko: '토큰을 하나씩 읽고, 읽은 것을 담은 상태로부터 자리마다 다음 토큰의 확률을 말합니다.',
  },
  aliases: ['RNN', 'GRU', 'LSTM', 'language model', 'char-rnn', '언어 모델'],
  dials: {
    tokens: tokensDial,
    cell: {
      type: 'choice',
      default: 'GRU',
      title: { en: 'Cell', ko: '셀' },
      options: {
        GRU: { en: 'GRU', ko: 'GRU' },
        LSTM: { en: 'LSTM', ko: 'LSTM' },
        simple: { en: 'simple', ko: '단순' },
      },
    },
    size: {
      type: 'number',
      default: 32,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Size of a token vector', ko: '토큰 벡터 크기' },
    },
    units: {
      type: 'numbers',
      default: [128],
      min: 1,
      max: 8192,
      integer: true,
      title: { en: 'Units of each layer', ko: '층별 유닛 수' },
    },
    dropout: dropoutDial,
  },
  draw(dials) {
    const drawing = sketch();
    const { tokens, cell, size, units, dropout } = dials;
    let x = drawing
      .input('tokens-input', { name: 'tokens', meaning: 'tokens', symbol: 'x' })
      .to('embedding', 'embedding', { count: tokens, size });
    const dropped = (id: string) => (dropout === 0 ? x : x.to(id, 'dropout', { rate: dropout }));
    x = dropped('dropout');
    units.forEach((count, i) => {
      x = x.to(
        `${CELLS[cell]}-${i + 1}`,
        CELLS[cell],
        { units: count },
        { into: 'sequence', from: 'sequence' },
      );
      x = dropped(`dropout-${i + 1}`);
    });
    x.to('dense', 'dense', { units: tokens }).output('logits-output', {
      name: 'logits',
      form: 'logits',
      symbol: '\\theta',
    });
    return drawing.design('recurrent', dials);
  },
});
