import { defineNode } from '../contract.ts';
import { result } from '../operand-ports.ts';

export default defineNode({
  kind: 'gather',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Gather', ko: '모으기 (gather)' },
  sentence: {
    en: 'Picks rows by number: the vector of each code, the entry of each label.',
    ko: '번호로 행을 골라 옵니다. 코드마다의 벡터, 레이블마다의 항목을 가져옵니다.',
  },
  formula: 'y_i = v_{k_i}',
  aliases: ['lookup', 'index', '색인'],
  inputs: {
    values: { symbol: 'v', title: { en: 'Rows', ko: '행' } },
    indices: { symbol: 'k', title: { en: 'Numbers (int32)', ko: '번호(int32)' } },
  },
  outputs: { result },
  dials: {},
  build: (ops, { values, indices }) => ({ result: ops.gather(values, indices) }),
});
