import { drawConditions, timeSizeDial } from '../denoiser-sketch.ts';
import { headsDial } from '../heads-dial.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';
import { drawLayers, layersDial, mustShare, scaled, widthDial } from '../transformer-sketch.ts';

export default defineRecipe({
  kind: 'denoising-transformer',
  title: { en: 'Denoising transformer', ko: '디노이징 트랜스포머' },
  sentence: {
    en: 'Denoises a map of latents: every place looks at all places and, with cross-attention, at the words of a caption; time scales and shifts what it thinks about.',
    ko: '잠재 지도의 노이즈를 걷어 냅니다. 자리마다 다른 자리들을 살피고, 교차 어텐션이 있으면 캡션의 낱말도 봅니다. 시간은 그 생각의 크기를 바꾸고 옮깁니다.',
  },
  aliases: ['DiT', 'diffusion transformer', 'cross-attention', '확산 트랜스포머', '교차 어텐션'],
  dials: {
    size: {
      type: 'numbers',
      default: [4, 4, 6],
      min: 1,
      max: 4096,
      integer: true,
      length: 3,
      title: { en: 'Height, width, channels of the map', ko: '지도의 세로, 가로, 채널' },
      help: {
        en: 'Latents come and go as one row of height × width × channels numbers.',
        ko: '잠재 벡터는 세로 × 가로 × 채널만큼의 수가 늘어선 한 줄로 드나듭니다.',
      },
    },
    layers: layersDial,
    width: widthDial,
    heads: headsDial,
    cross: {
      type: 'flag',
      default: true,
      title: { en: 'Cross-attention', ko: '교차 어텐션' },
      help: {
        en: 'An input more, a sequence that every place looks at in every layer: the words of a caption. Zeros stand for "none".',
        ko: '모든 층에서 자리마다 살피는 시퀀스 입력을 하나 더 둡니다. 캡션의 낱말 등이며, 0이면 "없음"입니다.',
      },
    },
    timeSize: { ...timeSizeDial, title: { en: 'Size of time', ko: '시간의 크기' } },
  },
  draw(dials) {
    const { size, layers, width, heads, cross, timeSize } = dials;
    mustShare(width, heads);
    const [height, across, channels] = size as readonly [number, number, number];
    const places = height * across;
    const drawing = sketch();
    const noisy = drawing.input('noisy-input', { name: 'noisy', meaning: 'latent', symbol: 'z_t' });
    const condition = drawConditions(drawing, { classes: 0, timeSize });
    const context = cross
      ? drawing.input('context-input', { name: 'context', meaning: 'features', symbol: 'h' })
      : null;

    // 1. what each place of the map holds, and where it lies
    const start = noisy
      .to('places', 'reshape', { shape: [places, channels] })
      .to('dense-in', 'dense', { units: width })
      .to('positions', 'positional-embedding', { length: places });

    // 2. layers: look, look at the words, think at this time
    const x = drawLayers(start, { layers, width, heads, dropout: 0, hidden: 2 * width, context, condition });

    // 3. what each place is told to be
    scaled(x.to('normalization-out', 'layer-normalization'), 'scaled-out', condition)
      .to('dense-out', 'dense', { units: channels, initializer: 'zeros' })
      .to('map-flat', 'flatten')
      .output('prediction-output', { name: 'prediction', symbol: '\\hat{y}' });
    return drawing.design('denoising-transformer', dials);
  },
});
