import { Problem } from '../alphabet/problem.ts';
import { hiddenActivationDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch, type Stroke } from '../sketch.ts';
import { dropoutDial, tokensDial } from '../token-recipe-dials.ts';
import { sharedSizeDial } from '../tower-dials.ts';

export default defineRecipe({
  kind: 'text-tower',
  title: { en: 'Text encoder (tower)', ko: '텍스트 인코더 (타워)' },
  sentence: {
    en: 'Reads words in the light of each other and makes one vector of their mean, in the space that it shares with an image encoder.',
    ko: '낱말들을 서로에 비추어 읽고, 그 평균을 이미지 인코더와 함께 쓰는 공간의 벡터 하나로 만듭니다.',
  },
  aliases: ['CLIP', 'sentence encoder', 'prompt encoder', '문장 인코더'],
  dials: {
    tokens: { ...tokensDial, default: 21 },
    length: {
      type: 'number',
      default: 18,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Longest row', ko: '가장 긴 행' },
    },
    layers: {
      type: 'number',
      default: 1,
      min: 1,
      max: 48,
      integer: true,
      title: { en: 'Layers', ko: '층 수' },
    },
    width: {
      type: 'number',
      default: 64,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Width', ko: '너비' },
    },
    heads: {
      type: 'number',
      default: 4,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Heads', ko: '헤드 수' },
    },
    dense: {
      type: 'number',
      default: 128,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Dense width', ko: '완전연결층 너비' },
    },
    shared: sharedSizeDial,
    activation: hiddenActivationDial,
    dropout: dropoutDial,
  },
  draw(dials) {
    const { tokens, length, layers, width, heads, dense, shared, activation, dropout } = dials;
    if (width % heads !== 0)
      throw new Problem(
        `A width of ${width} cannot be shared equally among ${heads} heads. Take a width that ${heads} divides, such as ${heads * Math.max(1, Math.round(width / heads))}.`,
        `너비 ${width}을(를) 헤드 ${heads}개가 똑같이 나눌 수 없습니다. ${heads}(으)로 나누어지는 너비(예: ${heads * Math.max(1, Math.round(width / heads))})로 하세요.`,
      );
    const drawing = sketch();
    const door = drawing.input('tokens-input', { name: 'tokens', meaning: 'tokens', symbol: 'c' });
    // 1. where words stand: token 0 is the end and what fills a row behind it
    const mask = door.maths('mask', 'clip', 'value', { least: 0, largest: 1 }); // [B, L]
    const dropped = (x: Stroke, id: string) => (dropout === 0 ? x : x.to(id, 'dropout', { rate: dropout }));

    // 2. what each word is, and where it stands; then layers that look and think
    let x = dropped(
      door
        .to('embedding', 'embedding', { count: tokens, size: width })
        .to('positions', 'positional-embedding', { length }),
      'dropout',
    );
    const add = (id: string, to: Stroke) =>
      x.to(`${id}-sum`, 'add', {}, { into: 'a', beside: { b: to }, from: 'result' });
    for (let i = 1; i <= layers; i++) {
      const seen = x
        .to(`look-${i}-normalization`, 'layer-normalization')
        .to(
          `look-${i}`,
          'attention',
          { heads, headSize: width / heads },
          { into: 'query', beside: { mask } },
        );
      x = add(`look-${i}`, dropped(seen, `look-${i}-dropout`));
      const thought = x
        .to(`think-${i}-normalization`, 'layer-normalization')
        .to(`think-${i}-a`, 'dense', { units: 2 * width, activation: 'GELU' })
        .to(`think-${i}-b`, 'dense', { units: width });
      x = add(`think-${i}`, dropped(thought, `think-${i}-dropout`));
    }
    const words = x.to('normalization', 'layer-normalization');
    words.output('words-output', { name: 'words', meaning: 'features', symbol: 'h' });

    // 3. the mean of the words that there are
    const places = mask.to('mask-column', 'reshape', { shape: [-1, 1] });
    const count = mask
      .maths('count', 'reduce', 'value', { kind: 'sum', axes: [1], keep: true })
      .maths('at-least-one', 'clip', 'value', { least: 1, largest: length });
    words
      .to('kept', 'multiply', {}, { into: 'a', beside: { b: places }, from: 'result' })
      .maths('sum', 'reduce', 'value', { kind: 'sum', axes: [1] })
      .to('mean', 'divide', {}, { into: 'a', beside: { b: count }, from: 'result' })
      .to('dense-1', 'dense', { units: dense, activation })
      .to('dense-2', 'dense', { units: shared })
      // All vectors on one sphere, of radius √size: what counts is the direction, and others may read it as it is.
      .to('on-a-sphere', 'rms-normalization', { scale: false })
      .output('embedding-output', { name: 'embedding', meaning: 'features', symbol: 'v' });
    mask.output('mask-output', { name: 'mask', meaning: 'mask', symbol: 'm' });
    return drawing.design('text-tower', dials);
  },
});
