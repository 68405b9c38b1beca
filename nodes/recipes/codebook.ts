import { defineRecipe } from '../recipe.ts';

export default defineRecipe({
  kind: 'codebook',
  title: { en: 'Codebook', ko: '코드북' },
  sentence: {
    en: 'Learned vectors to choose from: the words that a picture is spelt with.',
    ko: '골라 쓰는 학습 벡터들입니다. 그림을 적는 낱말이 됩니다.',
  },
  aliases: ['VQ-VAE', 'dictionary', 'vector quantization', '사전', '벡터 양자화'],
  dials: {
    entries: {
      type: 'number',
      default: 128,
      min: 2,
      max: 65_536,
      integer: true,
      title: { en: 'Entries', ko: '벡터 수' },
    },
    size: {
      type: 'number',
      default: 16,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Size', ko: '크기' },
    },
    deviation: {
      type: 'number',
      default: 1,
      min: 0.001,
      max: 100,
      title: { en: 'Deviation at the start', ko: '처음의 표준편차' },
      help: {
        en: 'About that of the vectors which are quantized, so that every entry is near some of them.',
        ko: '양자화할 벡터의 표준편차와 비슷해야 모든 코드가 어떤 벡터에든 가까이 놓입니다.',
      },
    },
  },
  draw: ({ entries, size, deviation }) => ({
    nodes: {
      vectors: {
        kind: 'weight',
        dials: { shape: [entries, size], start: 'normal', amount: deviation },
        position: { x: 0, y: 0 },
      },
      'vectors-output': {
        kind: 'output',
        dials: { name: 'vectors', symbol: 'e' },
        position: { x: 220, y: 0 },
      },
    },
    wires: [{ from: { node: 'vectors', port: 'value' }, to: { node: 'vectors-output', port: 'value' } }],
    recipe: { kind: 'codebook', dials: { entries, size, deviation } },
  }),
});
