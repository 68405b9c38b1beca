import { knownSize } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { inputPort, outputPort } from '../layer-ports.ts';
import { mustHaveBatch } from '../per-example.ts';

export default defineNode({
  kind: 'flatten',
  family: 'layers',
  places: ['design'],
  title: { en: 'Flatten', ko: '평탄화' },
  sentence: {
    en: 'Lays all numbers of each example out in one row.',
    ko: '예제마다 모든 수를 한 줄로 폅니다.',
  },
  formula: 'y = \\mathrm{vec}(x)',
  aliases: ['unroll', '펼치기'],
  inputs: { input: inputPort },
  outputs: { output: outputPort },
  dials: {},
  build(ops, { input }, _dials, context) {
    mustHaveBatch('input', input);
    const shape = [input.shape[0]!, knownSize(input.shape.slice(1))];
    return { output: context.means(ops.reshape(input, { shape }), context.meaningOf(input)) };
  },
});
