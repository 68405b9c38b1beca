import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { result, value } from '../operand-ports.ts';
import { mustHaveBatch } from '../per-example.ts';

export default defineNode({
  kind: 'reshape',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Reshape', ko: '모양 바꾸기' },
  sentence: {
    en: 'Gives the numbers of each example another shape; the batch stays as it is.',
    ko: '예제마다 수의 배열을 다른 모양으로 바꿉니다. 배치는 그대로입니다.',
  },
  formula: 'y = \\operatorname{reshape}(x)',
  aliases: ['view', 'unflatten', '리셰이프'],
  inputs: { value },
  outputs: { result },
  dials: {
    shape: {
      type: 'numbers',
      default: [-1],
      min: -1,
      max: 16_777_216,
      integer: true,
      title: { en: 'Shape of one example', ko: '예제 하나의 모양' },
      help: { en: 'One -1 stands for whatever is left.', ko: '-1 하나는 나머지를 뜻합니다.' },
    },
  },
  check({ shape }) {
    if (shape.includes(0) || shape.filter((size) => size === -1).length > 1)
      throw new Problem(
        `The shape is a list of sizes from 1 on, of which one may be -1 (whatever is left); it is [${shape.join(', ')}]. Correct the list.`,
        `모양은 1 이상의 크기 목록이고 그중 하나만 -1(나머지)일 수 있는데 [${shape.join(', ')}]입니다. 목록을 고치세요.`,
      );
  },
  build(ops, inputs, dials, context) {
    mustHaveBatch('value', inputs.value);
    const shape = [inputs.value.shape[0]!, ...dials.shape];
    const result = ops.reshape(inputs.value, { shape });
    return { result: context.means(result, context.meaningOf(inputs.value)) };
  },
});
