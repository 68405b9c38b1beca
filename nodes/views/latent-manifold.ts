import { Problem } from '../alphabet/problem.ts';
import { defineLook } from '../contract.ts';
import type { Block } from '../port.ts';
import { inverseNormal } from '../inverse-normal.ts';
import { mustBeImages, rangeDial, rangeShown, rangeTensor } from '../pictures.ts';
import { valuesOf } from '../values.ts';

export default defineLook({
  kind: 'latent-manifold',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Latent manifold', ko: '잠재 다양체' },
  sentence: {
    en: 'What a decoder makes of a grid of latents with equal probability between neighbours: the quantiles of N(0, I).',
    ko: '이웃 사이의 확률이 같은 잠재 격자, 즉 N(0, I)의 분위수에서 디코더가 만드는 이미지를 보여 줍니다.',
  },
  formula: '\\hat{x}(z),\\quad z = (\\Phi^{-1}(u_1), \\Phi^{-1}(u_2)),\\quad u = (i + \\tfrac{1}{2})/n',
  aliases: ['grid', 'decoder', 'latent space', '디코더', '잠재 공간'],
  source: 'Kingma & Welling 2014, figure 4',
  inputs: {
    block: { symbol: 'f_\\theta', title: { en: 'Decoder', ko: '디코더' }, takes: 'block' },
  },
  outputs: {},
  dials: {
    grid: {
      type: 'number',
      default: 20,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Pictures a side', ko: '한 변의 이미지 수' },
    },
    latent: {
      type: 'number',
      default: 2,
      min: 2,
      max: 4096,
      integer: true,
      title: { en: 'Latent dimensions', ko: '잠재 차원' },
    },
    axes: {
      type: 'numbers',
      default: [0, 1],
      min: 0,
      max: 4095,
      integer: true,
      length: 2,
      title: { en: 'Dimensions across and up', ko: '가로와 세로 차원' },
      help: { en: 'All others are 0.', ko: '나머지 차원은 0입니다.' },
    },
    range: rangeDial,
  },
  check({ axes, latent }) {
    if (axes[0] === axes[1] || axes.some((axis) => axis >= latent))
      throw new Problem(
        `The grid needs two different dimensions from 0 to ${latent - 1}; they are ${axes.join(' and ')}. Choose others.`,
        `격자에는 0부터 ${latent - 1}까지의 서로 다른 두 차원이 필요한데 ${axes.join(', ')}입니다. 다른 차원을 고르세요.`,
      );
  },
  // The grid depends on no example, so one run of a batch of one shows all of it.
  examples: () => 1,
  build(ops, { block }, { grid, latent, axes }, context) {
    const [input, output] = doorsOf(block);
    const z = ops.constant({
      value: latents(grid, latent, axes),
      shape: [grid * grid, latent],
      dtype: 'float32',
    });
    const made = context.call(block, { [input]: z })[output]!;
    mustBeImages(output, made);
    const images = valuesOf(ops, context, made);
    return { images, range: rangeTensor(ops, context.meaningOf(images)) };
  },
  finish({ images, range }, dials) {
    return {
      picture: {
        form: 'images',
        images: images!,
        columns: dials.grid,
        range: rangeShown(dials.range, range!, images!),
      },
    };
  },
});

/** The one input of a block and its first output. */
function doorsOf({ name, inputs, outputs }: Block): [input: string, output: string] {
  if (inputs.length === 1 && outputs.length > 0) return [inputs[0]!, outputs[0]!];
  throw new Problem(
    `The manifold needs a block with one input, the latent, and an output; '${name}' has the inputs ${inputs.join(', ') || 'none'} and the outputs ${outputs.join(', ') || 'none'}. Wire a decoder or a generator.`,
    `잠재 다양체에는 입력이 잠재 벡터 하나이고 출력이 있는 블록이 필요한데 '${name}'의 입력은 ${inputs.join(', ') || '없음'}, 출력은 ${outputs.join(', ') || '없음'}입니다. 디코더나 생성기를 연결하세요.`,
  );
}

/** Row by row from the top left: the first axis grows to the right, the second upwards, as on the latent map. */
function latents(grid: number, size: number, [across, up]: readonly number[]): number[] {
  const quantile = (i: number) => Math.fround(inverseNormal((i + 0.5) / grid));
  const values = Array<number>(grid * grid * size).fill(0);
  for (let row = 0; row < grid; row++)
    for (let column = 0; column < grid; column++) {
      const at = (row * grid + column) * size;
      values[at + across!] = quantile(column);
      values[at + up!] = quantile(grid - 1 - row);
    }
  return values;
}
