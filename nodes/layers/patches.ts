import { Problem } from '../alphabet/problem.ts';
import { formatShape, isKnown } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { channelsOf } from '../features.ts';
import { heightAndWidth, kernelDial } from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';

export default defineNode({
  kind: 'patches',
  family: 'layers',
  places: ['board', 'design'],
  title: { en: 'Patches', ko: '패치로 나누기' },
  sentence: {
    en: 'Cuts an image into tiles, row by row, and makes one vector of each: a picture becomes a sequence that attention can read.',
    ko: '이미지를 타일로 잘라 행 순서대로 벡터 하나씩으로 만듭니다. 그림이 어텐션이 읽을 수 있는 시퀀스가 됩니다.',
  },
  formula: 'y_{n} = \\mathrm{vec}(x_{T_n})',
  aliases: ['patchify', 'tiles', 'space to depth', 'ViT', 'vision transformer', '타일'],
  source: 'Dosovitskiy et al. 2021, An image is worth 16x16 words, section 3.1',
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: { size: { ...kernelDial, default: [4], title: { en: 'Size of a patch', ko: '패치 크기' } } },
  build(ops, { input }, dials) {
    const channels = channelsOf('patches', input);
    const [tall, wide] = heightAndWidth('size', dials.size);
    const [batch, height, width] = input.shape;
    if (!isKnown(height!) || !isKnown(width!) || height % tall !== 0 || width % wide !== 0)
      throw new Problem(
        `Patches of ${tall} × ${wide} do not tile an image of ${formatShape(input.shape)}. Choose a size that divides height and width, or pad or crop the image first.`,
        `${tall} × ${wide} 패치로는 ${formatShape(input.shape)} 이미지를 빈틈없이 나눌 수 없습니다. 세로와 가로를 나누는 크기를 고르거나, 먼저 여백을 채우거나 자르세요.`,
      );
    const [down, across] = [height / tall, width / wide];
    const tiled = ops.transpose(ops.reshape(input, { shape: [batch!, down, tall, across, wide, channels] }), {
      permutation: [0, 1, 3, 2, 4, 5],
    }); // [B, down, across, tall, wide, channels]
    return {
      output: ops.reshape(tiled, { shape: [batch!, down * across, tall * wide * channels] }),
    };
  },
});
