import { Problem } from '../alphabet/problem.ts';
import { channelsDial, endDial, endsIn, sizeDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'style-synthesis',
  title: { en: 'Synthesis', ko: '합성 네트워크' },
  sentence: {
    en: 'Paints an image from a learned beginning; two layers a size, each told by its own style which channels count, with noise for what no style decides.',
    ko: '학습한 출발 특징에서 이미지를 그려 나갑니다. 크기마다 두 층이 있고, 층마다 자기 스타일이 중요한 채널을 정하며, 나머지 세부는 노이즈가 맡습니다.',
  },
  aliases: ['StyleGAN', 'synthesis network', 'style', '스타일'],
  dials: {
    size: sizeDial,
    channels: {
      ...channelsDial,
      help: {
        en: 'From the large image to the small one: two layers for each, so twice as many styles.',
        ko: '큰 이미지 쪽부터 씁니다. 하나마다 두 층이므로 스타일은 두 배가 필요합니다.',
      },
    },
    style: {
      type: 'number',
      default: 64,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Size of a style', ko: '스타일 크기' },
    },
    noise: { type: 'flag', default: true, title: { en: 'Noise', ko: '노이즈' } },
    output: { ...endDial, default: 'tanh' },
  },
  draw(dials) {
    const [height, width, imageChannels] = dials.size as readonly [number, number, number];
    const sizes = dials.channels.toReversed();
    const shrunk = 2 ** (sizes.length - 1);
    if (sizes.length === 0 || height % shrunk !== 0 || width % shrunk !== 0)
      throw new Problem(
        `The synthesis doubles its image between sizes: ${sizes.length} numbers of channels need sides that ${sizes.length === 0 ? 1 : shrunk} divides, and at least one is needed; the image is ${height} × ${width}. Change 'size' or 'channels'.`,
        `합성 네트워크는 크기마다 이미지를 두 배로 키웁니다. 채널 수가 ${sizes.length}개면 변의 길이가 ${sizes.length === 0 ? 1 : shrunk}(으)로 나누어져야 하고, 채널 수는 하나 이상 있어야 합니다. 이미지는 ${height} × ${width}입니다. 'size'나 'channels'를 바꾸세요.`,
      );
    const drawing = sketch();
    const styles = drawing.input('styles-input', { name: 'styles', symbol: 'w' });
    const styleOf = (layer: number) =>
      styles
        .maths(`style-${layer + 1}`, 'slice', 'value', { axis: 1, begin: layer, size: 1 })
        .to(`vector-${layer + 1}`, 'reshape', { shape: [dials.style] });
    const beginning = [height / shrunk, width / shrunk, sizes[0]!];
    const first = styleOf(0);
    let stroke = first.to(
      'beginning',
      'weight',
      { shape: beginning, start: 'normal', amount: 1 },
      { into: 'like', from: 'value' },
    );
    sizes.forEach((filters, i) => {
      for (const half of [0, 1]) {
        const layer = 2 * i + half;
        const name = `layer-${layer + 1}`;
        const next = stroke.to(name, 'modulated-conv2d', {
          filters,
          kernel: [3],
          up: half === 0 && i > 0 ? 2 : 1,
          gain: Math.SQRT2,
          activation: dials.noise ? 'linear' : 'leaky',
        });
        (layer === 0 ? first : styleOf(layer)).into(next, 'style');
        stroke = dials.noise
          ? next
              .to(`noise-${layer + 1}`, 'noise-layer')
              .to(`activation-${layer + 1}`, 'activation', { activation: 'leaky' })
          : next;
      }
    });
    const end = endsIn[dials.output];
    stroke
      .to('image', 'conv2d', { filters: imageChannels, kernel: [1], activation: end.activation })
      .output('image-output', { name: 'image', meaning: 'image', form: end.form, symbol: '\\tilde{x}' });
    return drawing.design('style-synthesis', dials);
  },
});
