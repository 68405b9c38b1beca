import { Problem } from '../alphabet/problem.ts';
import { formatShape, knownSize } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { mustHaveBatch } from '../per-example.ts';

export default defineNode({
  kind: 'reshape',
  family: 'layers',
  places: ['board', 'design'],
  title: { en: 'Reshape', ko: '모양 바꾸기' },
  sentence: {
    en: 'Puts the numbers of each example, in their order, into another shape.',
    ko: '예제마다 수의 순서를 그대로 두고 모양만 바꿉니다.',
  },
  formula: 'y = \\mathrm{reshape}(x)',
  aliases: ['view', 'unflatten', '리셰이프'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {
    shape: {
      type: 'numbers',
      default: [-1],
      min: -1,
      max: 65_536,
      integer: true,
      title: { en: 'Shape of one example', ko: '예제 하나의 모양' },
      help: { en: 'One -1 stands for whatever is left.', ko: '-1 하나는 남는 만큼을 뜻합니다.' },
    },
  },
  check({ shape }) {
    if (shape.includes(0) || shape.indexOf(-1) !== shape.lastIndexOf(-1))
      throw new Problem(
        `A shape holds sizes of at least 1 and at most one -1 for whatever is left; it is [${shape.join(', ')}]. Correct the dial 'shape'.`,
        `모양에는 1 이상인 크기와, 남는 만큼을 뜻하는 -1 하나까지만 쓸 수 있는데 [${shape.join(', ')}]입니다. 다이얼 'shape'를 고치세요.`,
      );
  },
  build(ops, { input }, { shape }, context) {
    mustHaveBatch('input', input);
    const size = knownSize(input.shape.slice(1));
    const asked = shape.reduce((product, side) => product * Math.abs(side), 1);
    if (shape.includes(-1) ? size % asked !== 0 : size !== asked)
      throw new Problem(
        `An example of ${formatShape(input.shape)} has ${size} numbers, which do not fit into [${shape.join(', ')}]${shape.includes(-1) ? '' : ` (${asked})`}. Choose sizes whose product is ${size}.`,
        `${formatShape(input.shape)}의 예제 하나에는 수가 ${size}개 있어 [${shape.join(', ')}]에 맞지 않습니다. 곱이 ${size}인 크기를 고르세요.`,
      );
    const reshaped = ops.reshape(input, {
      shape: [input.shape[0]!, ...shape.map((side) => (side === -1 ? size / asked : side))],
    });
    return { output: context.means(reshaped, context.meaningOf(input)) };
  },
});
