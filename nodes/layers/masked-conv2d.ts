import { activate, activatedTex, activationDial } from '../activation.ts';
import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { subtractDimensions } from '../alphabet/shape.ts';
import type { Pair } from '../alphabet/window.ts';
import type { BuildContext } from '../build-context.ts';
import { defineNode } from '../contract.ts';
import { channelsOf, featuresOf } from '../features.ts';
import {
  biasDial,
  dilationDial,
  filtersDial,
  heightAndWidth,
  initializerDial,
  initializerFrom,
  kernelDial,
} from '../kernel-dials.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { addBias } from '../linear.ts';

export default defineNode({
  kind: 'masked-conv2d',
  family: 'layers',
  places: ['design'],
  title: { en: 'Masked convolution', ko: '마스크 합성곱' },
  sentence: {
    en: 'A convolution that sees only what was drawn before: the rows above, and what stands to the left. Mask A leaves the pixel itself out, mask B sees it too.',
    ko: '먼저 그려진 것, 곧 위쪽 행들과 같은 행의 왼쪽만 보는 합성곱입니다. 마스크 A는 자기 자리를 빼고, 마스크 B는 자기 자리도 봅니다.',
  },
  formula: ({ gated, ...dials }) =>
    gated
      ? 'y = \\tanh(u) \\odot \\sigma(v),\\quad [u; v] = x * (M \\odot W) + b'
      : activatedTex('x * (M \\odot W) + b', dials),
  aliases: ['PixelCNN', 'causal convolution', 'autoregressive', '인과 합성곱', '자기회귀'],
  source:
    'van den Oord, Kalchbrenner & Kavukcuoglu 2016, "Pixel recurrent neural networks", section 3.4; gate and condition: van den Oord et al. 2016, "Conditional image generation with PixelCNN decoders", eq. 2 and 4',
  inputs: {
    input: inputPort,
    condition: { symbol: 'h', title: { en: 'Condition (a vector)', ko: '조건 (벡터)' }, optional: true },
  },
  outputs: { output: outputPort },
  dials: {
    mask: {
      type: 'choice',
      default: 'B',
      title: { en: 'Mask', ko: '마스크' },
      options: {
        A: { en: 'A (without itself: the first layer)', ko: 'A (자기 제외: 첫 층)' },
        B: { en: 'B (with itself: all others)', ko: 'B (자기 포함: 나머지 층)' },
        above: { en: 'only the rows above', ko: '위쪽 행만' },
        rows: { en: 'the rows down to its own', ko: '자기 행까지 모두' },
      },
      help: {
        en: 'The last two are of a stack that tells of the rows above: its first layer sees only those, the others whole rows of such layers.',
        ko: '마지막 둘은 위쪽 행들을 알려 주는 층들에 씁니다. 첫 층은 위쪽 행만, 나머지 층은 그런 층의 행 전체를 봅니다.',
      },
    },
    filters: filtersDial,
    kernel: kernelDial,
    dilation: dilationDial,
    gated: {
      type: 'flag',
      default: false,
      title: { en: 'Gated', ko: '게이트' },
      help: {
        en: 'tanh(u) · σ(v) of twice as many filters, instead of an activation.',
        ko: '활성화 함수 대신 필터를 두 배로 두어 tanh(u) · σ(v)를 냅니다.',
      },
    },
    activation: activationDial,
    bias: biasDial,
    initializer: initializerDial,
  },
  build(ops, { input, condition }, dials, context) {
    const channels = channelsOf('masked-conv2d', input);
    const [height, width] = oddSides(heightAndWidth('kernel', dials.kernel), dials.mask);
    const dilations = heightAndWidth('dilation', dials.dilation);
    const filters = dials.gated ? 2 * dials.filters : dials.filters;
    const initializer = initializerFrom(dials.initializer);
    const [above, aside] = [(height - 1) / 2, (width - 1) / 2];
    // Rows that would always be zero are neither kept nor convolved: half the work of a 5 × 5 kernel.
    const rows = dials.mask === 'above' ? above : above + 1;
    const kernel = context.weight('kernel', [rows, width, channels, filters], initializer);
    const masked =
      dials.mask === 'A' || dials.mask === 'B'
        ? ops.multiply(kernel, maskOf(ops, [above, aside], dials.mask))
        : kernel;
    const side = aside * dilations[1];
    const padding = [
      [above * dilations[0], 0],
      [side, side],
    ] as const;
    const seen = dials.mask === 'above' ? withoutLastRows(ops, input, padding, dilations[0]) : input;
    const convolved = ops.conv2d(seen, masked, {
      padding: dials.mask === 'above' ? 'valid' : padding,
      dilations,
    }); // [batch, height, width, filters]
    const biased = addBias(ops, convolved, dials.bias, context);
    const told = condition ? ops.add(biased, projected(ops, context, condition, filters)) : biased;
    return {
      output: dials.gated ? gate(ops, told, dials.filters) : activate(ops, context, dials.activation, told),
    };
  },
});

/** @throws Problem where the kernel has no centre, or its mask leaves nothing of it */
function oddSides([height, width]: Pair, mask: 'A' | 'B' | 'above' | 'rows'): Pair {
  if (height % 2 === 0 || width % 2 === 0)
    throw new Problem(
      `A masked kernel needs a pixel in its centre, so odd sides; it is ${height} × ${width}. Take 3, 5 or 7.`,
      `마스크 합성곱의 커널은 한가운데 픽셀이 있도록 변이 홀수여야 하는데 ${height} × ${width}입니다. 3, 5, 7 등으로 바꾸세요.`,
    );
  if (mask === 'A' && height * width === 1)
    throw new Problem(
      'Mask A leaves the centre out, and a kernel of 1 × 1 has nothing else. Take a kernel of 3 or more, or mask B.',
      '마스크 A는 한가운데를 빼는데 1 × 1 커널에는 그 밖에 아무것도 없습니다. 커널을 3 이상으로 하거나 마스크 B를 쓰세요.',
    );
  if (mask === 'above' && height === 1)
    throw new Problem(
      `A kernel of one row has no rows above its centre; it is 1 × ${width}. Take a height of 3 or more, or another mask.`,
      `행이 하나인 커널(1 × ${width})에는 한가운데 위의 행이 없습니다. 세로를 3 이상으로 하거나 다른 마스크를 쓰세요.`,
    );
  return [height, width];
}

/** What lies under the rows above the centre: zeros around it, and none of the last rows, which nobody below would see. */
function withoutLastRows(
  ops: Operations,
  image: Tensor,
  [[top], [left, right]]: readonly [Pair, Pair],
  dilation: number,
): Tensor {
  const padded = ops.pad(image, {
    paddings: [
      [0, 0],
      [top, 0],
      [left, right],
      [0, 0],
    ],
  });
  const size = padded.shape.with(1, subtractDimensions(padded.shape[1]!, dilation));
  return ops.slice(padded, { begin: [0, 0, 0, 0], size });
}

/** 1 for what was drawn before, [rows, columns, 1, 1]; its last row is that of the centre. */
function maskOf(ops: Operations, [above, aside]: Pair, mask: 'A' | 'B'): Tensor {
  const columns = 2 * aside + 1;
  const seen = (row: number, column: number) =>
    row < above || column < aside || (mask === 'B' && column === aside);
  return ops.constant({
    value: Array.from({ length: (above + 1) * columns }, (_, i) =>
      seen(Math.floor(i / columns), i % columns) ? 1 : 0,
    ),
    shape: [above + 1, columns, 1, 1],
    dtype: 'float32',
  });
}

/** V h, the same at every pixel: [B, d] → [B, 1, 1, filters]. */
function projected(ops: Operations, context: BuildContext, condition: Tensor, filters: number): Tensor {
  const size = featuresOf('masked-conv2d', condition);
  const kernel = context.weight('conditionKernel', [size, filters], { kind: 'glorot uniform' });
  const vector = ops.matMul(condition, kernel);
  return ops.reshape(vector, { shape: [vector.shape[0]!, 1, 1, filters] });
}

/** tanh of the first half of the channels times σ of the second. */
function gate(ops: Operations, x: Tensor, filters: number): Tensor {
  const half = (begin: number) =>
    ops.slice(x, { begin: [0, 0, 0, begin], size: [...x.shape.slice(0, 3), filters] });
  return ops.multiply(ops.tanh(half(0)), ops.sigmoid(half(filters)));
}
