import { Problem } from '../alphabet/problem.ts';
import { formatShape, multiplyDimensions } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { channelsOf } from '../features.ts';
import { factorDial } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'depth-to-space',
  family: 'layers',
  places: ['board', 'design'],
  title: { en: 'Depth to space', ko: '깊이를 공간으로' },
  sentence: {
    en: 'Makes an image larger out of its channels: each pixel becomes a square of pixels, and no number is lost or made up.',
    ko: '채널로 이미지를 키웁니다. 픽셀 하나가 픽셀들의 정사각형이 되며, 수를 버리거나 새로 만들지 않습니다.',
  },
  formula: 'y_{ik+u,\\,jk+v,\\,c} = x_{i,\\,j,\\,(uk+v)C+c}',
  aliases: ['pixel shuffle', 'PixelShuffle', 'sub-pixel convolution', 'upsample', '픽셀 셔플'],
  source: 'Shi et al. 2016, Real-time single image and video super-resolution, eq. 4',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    factor: factorDial,
  },
  build(ops, { input }, { factor }) {
    const channels = channelsOf('depth-to-space', input);
    const left = channels / factor ** 2;
    if (!Number.isInteger(left))
      throw new Problem(
        `A factor of ${factor} takes ${factor ** 2} channels for each that is left, and ${formatShape(input.shape)} has ${channels}. Choose filters before it that ${factor ** 2} divides.`,
        `배율 ${factor}에는 남는 채널 하나마다 채널이 ${factor ** 2}개 드는데 ${formatShape(input.shape)}의 채널은 ${channels}개입니다. 앞 층의 필터 수를 ${factor ** 2}의 배수로 정하세요.`,
      );
    const [batch, height, width] = input.shape;
    const squares = ops.transpose(
      ops.reshape(input, { shape: [batch!, height!, width!, factor, factor, left] }),
      {
        permutation: [0, 1, 3, 2, 4, 5],
      },
    ); // [B, height, factor, width, factor, channels]
    const [tall, wide] = [height!, width!].map((side) => multiplyDimensions(side, factor));
    return { output: ops.reshape(squares, { shape: [batch!, tall!, wide!, left] }) };
  },
});
