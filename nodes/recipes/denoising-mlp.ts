import { classesDial, drawConditions, timeSizeDial, vectorConditionDial } from '../denoiser-sketch.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'denoising-mlp',
  title: { en: 'Denoiser of vectors', ko: '벡터 디노이저' },
  sentence: {
    en: 'Residual dense layers that hear of the time, and of a class if wanted: for points in the plane and for latents.',
    ko: '시간과, 원하면 클래스까지 듣는 잔차 완전연결층입니다. 평면 위의 점과 잠재 벡터에 씁니다.',
  },
  aliases: ['denoising MLP', 'score network', '2-D denoiser', '2차원 디노이저', '스코어 네트워크'],
  dials: {
    units: {
      type: 'number',
      default: 2,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Size of the vector', ko: '벡터 크기' },
    },
    width: {
      type: 'number',
      default: 128,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Width', ko: '너비' },
    },
    blocks: {
      type: 'number',
      default: 3,
      min: 0,
      max: 64,
      integer: true,
      title: { en: 'Residual blocks', ko: '잔차 블록 수' },
    },
    frequencies: {
      type: 'numbers',
      default: [],
      min: 1e-3,
      max: 1e4,
      title: { en: 'Fourier frequencies', ko: '푸리에 주파수' },
      help: {
        en: 'Of the vector itself: 1, 2, 4, 8 help much in the plane; none for latents.',
        ko: '벡터 자체의 주파수입니다. 평면에서는 1, 2, 4, 8이 큰 도움이 되고, 잠재 벡터에는 비웁니다.',
      },
    },
    classes: classesDial,
    vector: vectorConditionDial,
    hears: {
      type: 'choice',
      default: 'add',
      title: { en: 'Layers hear the condition by', ko: '층이 조건을 듣는 방법' },
      options: {
        add: { en: 'adding it', ko: '더하기' },
        'scale and shift': { en: 'scale and shift (FiLM)', ko: '크기와 이동 (FiLM)' },
      },
    },
    timeSize: timeSizeDial,
  },
  draw(dials) {
    const drawing = sketch();
    const { units, width, blocks, frequencies, hears } = dials;
    const noisy = drawing.input('noisy-input', { name: 'noisy', symbol: 'x_t' });
    const condition = drawConditions(drawing, dials);
    let x = (
      frequencies.length > 0 ? noisy.to('fourier-features', 'fourier-features', { frequencies }) : noisy
    ).to('dense-in', 'dense', { units: width });
    for (let i = 1; i <= blocks; i++) {
      const first = x
        .to(`normalization-${i}`, 'layer-normalization')
        .to(`dense-${i}a`, 'dense', { units: width });
      const heard =
        hears === 'add'
          ? first.to(
              `hear-${i}`,
              'add',
              {},
              {
                into: 'a',
                beside: { b: condition.to(`condition-${i}`, 'dense', { units: width }) },
                from: 'result',
              },
            )
          : first.to(`hear-${i}`, 'adaptive-normalization', { kind: 'none' }, { beside: { condition } });
      const inside = heard
        .to(`activation-${i}`, 'activation', { activation: 'SiLU' })
        .to(`dense-${i}b`, 'dense', { units: width, initializer: 'zeros' });
      x = x.to(`residual-${i}`, 'add', {}, { into: 'a', beside: { b: inside }, from: 'result' });
    }
    x.to('normalization-out', 'layer-normalization')
      .to('dense-out', 'dense', { units, initializer: 'zeros' })
      .output('prediction-output', { name: 'prediction', symbol: '\\hat{y}' });
    return drawing.design('denoising-mlp', dials);
  },
});
