import { channelsDial, endDial, endsIn } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch, type Stroke } from '../sketch.ts';

export default defineRecipe({
  kind: 'residual-generator',
  title: { en: 'Residual generator', ko: '잔차 생성기' },
  sentence: {
    en: 'Turns one image into another: halves it, works on it in blocks that each add a little to what came in, and doubles it again.',
    ko: '이미지를 다른 이미지로 바꿉니다. 줄인 뒤, 들어온 것에 조금씩 더하는 블록들로 다듬고 다시 키웁니다.',
  },
  aliases: ['ResNet', 'image-to-image', 'CycleGAN', 'residual', '변환기', '잔차'],
  dials: {
    channels: { ...channelsDial, default: [16, 32] },
    blocks: {
      type: 'number',
      default: 2,
      min: 0,
      max: 32,
      integer: true,
      title: { en: 'Residual blocks', ko: '잔차 블록 수' },
    },
    imageChannels: {
      type: 'number',
      default: 1,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Channels of the new image', ko: '새 이미지의 채널' },
    },
    output: { ...endDial, default: 'tanh' },
  },
  draw(dials) {
    const drawing = sketch();
    const end = endsIn[dials.output];
    const width = dials.channels.at(-1) ?? dials.imageChannels;
    const normalized = (
      from: Stroke,
      name: string,
      kind: string,
      settings: Readonly<Record<string, number | readonly number[]>>,
    ) =>
      from
        .to(name, kind, { padding: 'same', ...settings })
        .to(`${name}-normalization`, 'instance-normalization');
    const active = (from: Stroke, name: string) =>
      from.to(`${name}-activation`, 'activation', { activation: 'ReLU' });

    let stroke = drawing.input('image-input', { name: 'image', meaning: 'image', symbol: 'x' });
    dials.channels.forEach((filters, i) => {
      const name = `down-${i + 1}`;
      stroke = active(normalized(stroke, name, 'conv2d', { filters, kernel: [4], strides: [2] }), name);
    });
    for (let block = 1; block <= dials.blocks; block++) {
      const same = { filters: width, kernel: [3] };
      const first = `block-${block}-first`;
      const changed = active(normalized(stroke, first, 'conv2d', same), first);
      const sum = normalized(changed, `block-${block}-second`, 'conv2d', same).maths(
        `block-${block}-sum`,
        'add',
        'a',
      );
      stroke.into(sum, 'b');
      stroke = sum;
    }
    const ways = dials.channels.slice(0, -1).toReversed();
    ways.forEach((filters, i) => {
      const name = `up-${i + 1}`;
      const doubled = normalized(stroke, name, 'conv2d-transpose', { filters, kernel: [4], strides: [2] });
      stroke = active(doubled, name);
    });
    stroke
      .to('image', dials.channels.length > 0 ? 'conv2d-transpose' : 'conv2d', {
        filters: dials.imageChannels,
        kernel: [4],
        strides: [dials.channels.length > 0 ? 2 : 1],
        padding: 'same',
        activation: end.activation,
      })
      .output('image-output', { name: 'image', meaning: 'image', form: end.form, symbol: '\\tilde{y}' });
    return drawing.design('residual-generator', dials);
  },
});
