import { headsDial } from '../heads-dial.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';
import { dropoutDial, tokensDial } from '../token-recipe-dials.ts';
import { drawLayers, dropped, layersDial, lengthDial, mustShare, widthDial } from '../transformer-sketch.ts';

export default defineRecipe({
  kind: 'transformer',
  title: { en: 'Transformer', ko: '트랜스포머' },
  sentence: {
    en: 'At every place attention looks over the places before it and a small network thinks: so each token is told from all that came before.',
    ko: '자리마다 어텐션이 앞자리들을 살피고 작은 네트워크가 생각합니다. 그래서 토큰마다 그 앞의 모든 것을 보고 말합니다.',
  },
  aliases: ['GPT', 'language model', 'decoder', 'self-attention', '언어 모델', '셀프 어텐션'],
  dials: {
    tokens: tokensDial,
    length: lengthDial,
    layers: layersDial,
    width: widthDial,
    heads: headsDial,
    causal: {
      type: 'flag',
      default: true,
      title: { en: 'Causal', ko: '인과적' },
      help: { en: 'No place sees those after it.', ko: '자기보다 뒤의 자리를 보지 못합니다.' },
    },
    tied: {
      type: 'flag',
      default: false,
      title: { en: 'Tied embedding', ko: '임베딩 공유' },
      help: {
        en: 'Tokens are told by the vectors that they are read by.',
        ko: '토큰을 읽을 때 쓰는 벡터로 말하기도 합니다.',
      },
    },
    cross: {
      type: 'flag',
      default: false,
      title: { en: 'Cross-attention', ko: '교차 어텐션' },
      help: {
        en: 'An input more, a sequence that every layer looks at too: a caption, a picture.',
        ko: '모든 층이 함께 보는 시퀀스 입력을 하나 더 둡니다. 캡션이나 그림을 연결합니다.',
      },
    },
    dropout: dropoutDial,
  },
  draw(dials) {
    const { tokens, length, layers, width, heads, causal, tied, cross, dropout } = dials;
    mustShare(width, heads);
    const drawing = sketch();
    const door = drawing.input('tokens-input', { name: 'tokens', meaning: 'tokens', symbol: 'x' });
    const context = cross
      ? drawing.input('context-input', { name: 'context', meaning: 'features', symbol: 'c' })
      : null;
    const table = tied
      ? drawing.source('embedding', 'weight', { shape: [tokens, width], start: 'normal', amount: 0.05 })
      : null;

    // 1. what each token is, and where it stands
    const read = table
      ? table.to('read', 'gather', {}, { into: 'values', beside: { indices: door }, from: 'result' })
      : door.to('embedding', 'embedding', { count: tokens, size: width });
    const placed = dropped(read.to('positions', 'positional-embedding', { length }), 'dropout', dropout);

    // 2. layers: look, look at the context, think
    const x = drawLayers(placed, { layers, width, heads, dropout, hidden: 4 * width, causal, context });

    // 3. how likely each token is
    const end = x.to('normalization', 'layer-normalization');
    const logits = table
      ? end.to('told', 'matmul', { transposeB: true }, { into: 'a', beside: { b: table }, from: 'result' })
      : end.to('dense', 'dense', { units: tokens });
    logits.output('logits-output', { name: 'logits', form: 'logits', symbol: '\\theta' });
    return drawing.design('transformer', dials);
  },
});
