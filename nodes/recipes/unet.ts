import { Problem } from '../alphabet/problem.ts';
import { classesDial, drawConditions, timeSizeDial } from '../denoiser-sketch.ts';
import { headsDial } from '../heads-dial.ts';
import { defineRecipe } from '../recipe.ts';
import { channelsDial } from '../recipe-dials.ts';
import { sketch, type Stroke } from '../sketch.ts';

export default defineRecipe({
  kind: 'unet',
  title: { en: 'U-Net', ko: '유넷' },
  sentence: {
    en: 'Halves an image step by step and doubles it again, each size hearing what the same size had to say on the way down.',
    ko: '이미지를 단계별로 절반씩 줄였다가 다시 키우며, 크기마다 내려올 때의 같은 크기가 전한 것을 함께 듣습니다.',
  },
  aliases: ['UNet', 'denoiser', 'score network', '디노이저', '스코어 네트워크'],
  dials: {
    size: {
      type: 'numbers',
      default: [28, 28, 1],
      min: 1,
      max: 4096,
      integer: true,
      length: 3,
      title: { en: 'Height, width, channels of the image', ko: '이미지의 세로, 가로, 채널' },
    },
    channels: { ...channelsDial, default: [48, 96], title: { en: 'Channels per size', ko: '크기별 채널' } },
    patch: {
      type: 'choice',
      default: 'half',
      title: { en: 'First size', ko: '첫 크기' },
      options: {
        half: { en: 'half the image (faster)', ko: '이미지의 절반 (더 빠름)' },
        whole: { en: 'the whole image', ko: '이미지 그대로' },
      },
    },
    blocks: {
      type: 'number',
      default: 1,
      min: 1,
      max: 8,
      integer: true,
      title: { en: 'Residual blocks per size', ko: '크기별 잔차 블록 수' },
    },
    attention: {
      type: 'numbers',
      default: [7],
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Attention at heights', ko: '어텐션을 둘 세로 크기' },
    },
    heads: headsDial,
    classes: classesDial,
    timeSize: timeSizeDial,
    hears: {
      type: 'choice',
      default: 'adding',
      title: { en: 'Hears of time and class by', ko: '시간과 클래스를 듣는 방법' },
      options: {
        adding: { en: 'adding to the features', ko: '특징에 더하기' },
        'scale and shift': { en: 'scaling and shifting them', ko: '특징의 크기를 바꾸고 옮기기' },
      },
    },
  },
  draw(dials) {
    const { size, channels, patch, blocks, attention, heads, hears } = dials;
    const [height, width, colours] = size as readonly [number, number, number];
    const halved = patch === 'half' ? 1 : 0;
    const heights = heightsOf(height, width, channels.length, halved);
    mustOccur(attention, heights);

    const drawing = sketch();
    const image = drawing.input('noisy-input', { name: 'noisy', meaning: 'image', symbol: 'x_t' });
    const condition = drawConditions(drawing, dials);
    const residual = (x: Stroke, id: string, from: number, to: number): Stroke => {
      const inside = normalized(x, `${id}-a`, from).to(`${id}-convolution-a`, 'conv2d', { filters: to });
      const again = HEARS[hears](inside, condition, id, to).to(`${id}-convolution-b`, 'conv2d', {
        filters: to,
        initializer: 'zeros',
      });
      const past = from === to ? x : x.to(`${id}-shortcut`, 'conv2d', { filters: to, kernel: [1] });
      return past.to(`${id}-sum`, 'add', {}, { into: 'a', beside: { b: again }, from: 'result' });
    };
    const attend = (x: Stroke, id: string, count: number): Stroke => {
      const seen = x
        .to(`${id}-normalization`, 'group-normalization', { groups: groupsOf(count) })
        .to(
          `${id}-attention`,
          'attention',
          { heads, headSize: Math.max(1, Math.floor(count / heads)) },
          { into: 'query' },
        );
      return x.to(`${id}-sum`, 'add', {}, { into: 'a', beside: { b: seen }, from: 'result' });
    };

    // 1. down: what each size has to say is kept for the way up
    let x = image.to('stem', 'conv2d', {
      filters: channels[0]!,
      ...(halved ? { kernel: [4], strides: [2] } : {}),
    });
    let from = channels[0]!;
    const skips: Stroke[] = [];
    channels.forEach((count, level) => {
      const last = level === channels.length - 1;
      const looks = attention.includes(heights[level]!);
      for (let i = 1; i <= blocks; i++) {
        x = residual(x, `down-${level + 1}-${i}`, from, count);
        from = count;
      }
      if (looks) x = attend(x, `down-${level + 1}-look`, count);
      if (last) return;
      skips.push(x);
      x = x.to(`halve-${level + 1}`, 'conv2d', { filters: count, strides: [2] });
    });

    // 2. the smallest size once more, and up again
    x = residual(x, 'middle', from, from);
    for (let level = channels.length - 2; level >= 0; level--) {
      const count = channels[level]!;
      x = x
        .to(`double-${level + 1}`, 'upsample')
        .to(`beside-${level + 1}`, 'concat', {}, { named: [['input', 'skip', skips[level]!]] });
      from += count;
      for (let i = 1; i <= blocks; i++) {
        x = residual(x, `up-${level + 1}-${i}`, from, count);
        from = count;
      }
      if (attention.includes(heights[level]!)) x = attend(x, `up-${level + 1}-look`, count);
    }

    // 3. out
    const end = normalized(x, 'out', from);
    const zeros = { filters: colours, initializer: 'zeros' };
    (halved
      ? end.to('out', 'conv2d-transpose', { ...zeros, kernel: [4], strides: [2] })
      : end.to('out', 'conv2d', zeros)
    ).output('prediction-output', { name: 'prediction', symbol: '\\hat{y}' });
    return drawing.design('unet', dials);
  },
});

/** Group normalization and SiLU, before each convolution. */
const normalized = (x: Stroke, id: string, channels: number): Stroke =>
  x
    .to(`${id}-normalization`, 'group-normalization', { groups: groupsOf(channels) })
    .to(`${id}-activation`, 'activation', { activation: 'SiLU' });

/** How a residual block hears of the condition, between its two convolutions. */
const HEARS = {
  /** As Ho et al. 2020 have it: a number for each channel is added, then all is normalized. */
  adding(inside: Stroke, condition: Stroke, id: string, channels: number): Stroke {
    const heard = condition
      .to(`${id}-condition`, 'dense', { units: channels })
      .to(`${id}-everywhere`, 'reshape', { shape: [1, 1, channels] });
    const both = inside.to(`${id}-hear`, 'add', {}, { into: 'a', beside: { b: heard }, from: 'result' });
    return normalized(both, `${id}-b`, channels);
  },
  /** Adaptive group normalization: Dhariwal & Nichol 2021, section 3.1. */
  'scale and shift': (inside: Stroke, condition: Stroke, id: string, channels: number): Stroke =>
    inside
      .to(
        `${id}-hear`,
        'adaptive-normalization',
        { kind: 'group', groups: groupsOf(channels), initializer: 'zeros' },
        { beside: { condition } },
      )
      .to(`${id}-b-activation`, 'activation', { activation: 'SiLU' }),
} as const;

/** Eight groups, or as many as divide the channels. */
function groupsOf(channels: number): number {
  let groups = Math.min(8, channels);
  while (channels % groups !== 0) groups--;
  return groups;
}

/** The heights that the image has on its way. @throws Problem where it cannot be halved so often */
function heightsOf(height: number, width: number, levels: number, halved: number): readonly number[] {
  const times = levels - 1 + halved;
  if (levels === 0 || height % 2 ** times !== 0 || width % 2 ** times !== 0)
    throw new Problem(
      `This U-Net halves its image ${times} times, which needs sides that ${2 ** times} divides, and at least one number of channels; the image is ${height} × ${width}. Change 'size', or give fewer 'channels'.`,
      `이 유넷은 이미지를 ${times}번 절반으로 줄이므로 변의 길이가 ${2 ** times}(으)로 나누어져야 하고 채널 수가 하나 이상 있어야 합니다. 이미지는 ${height} × ${width}입니다. 'size'를 바꾸거나 'channels'를 줄이세요.`,
    );
  return Array.from({ length: levels }, (_, level) => height / 2 ** (level + halved));
}

/** @throws Problem where attention is wanted at a size that never occurs */
function mustOccur(attention: readonly number[], heights: readonly number[]): void {
  const absent = attention.find((height) => !heights.includes(height));
  if (absent === undefined) return;
  throw new Problem(
    `Attention is wanted at height ${absent}, which never occurs: the heights are ${heights.join(', ')}. Choose among them, or leave 'attention' empty.`,
    `세로 ${absent}에 어텐션을 두려 하는데 그런 크기는 나오지 않습니다. 나오는 크기: ${heights.join(', ')}. 그중에서 고르거나 'attention'을 비우세요.`,
  );
}
