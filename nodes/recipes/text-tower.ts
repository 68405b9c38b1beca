import { hiddenActivationDial } from '../recipe-dials.ts';
import { headsDial } from '../heads-dial.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';
import { dropoutDial, tokensDial } from '../token-recipe-dials.ts';
import { sharedSizeDial } from '../tower-dials.ts';
import { drawLayers, dropped, layersDial, lengthDial, mustShare, widthDial } from '../transformer-sketch.ts';

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
    length: { ...lengthDial, default: 18 },
    layers: { ...layersDial, default: 1 },
    width: widthDial,
    heads: headsDial,
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
    mustShare(width, heads);
    const drawing = sketch();
    const door = drawing.input('tokens-input', { name: 'tokens', meaning: 'tokens', symbol: 'c' });
    // 1. where words stand: token 0 is the end and what fills a row behind it
    const mask = door.maths('mask', 'clip', 'value', { least: 0, largest: 1 }); // [B, L]

    // 2. what each word is, and where it stands; then layers that look and think
    const placed = dropped(
      door
        .to('embedding', 'embedding', { count: tokens, size: width })
        .to('positions', 'positional-embedding', { length }),
      'dropout',
      dropout,
    );
    const x = drawLayers(placed, { layers, width, heads, dropout, hidden: 2 * width, mask });
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
