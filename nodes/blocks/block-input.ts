import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { symbolDial } from '../door-dials.ts';

export default defineNode({
  kind: 'block-input',
  family: 'blocks',
  places: ['design'],
  role: 'input',
  title: { en: 'Block input', ko: '블록 입력' },
  sentence: {
    en: 'A door for a whole network: the design is called with one, and may call it with what it computes.',
    ko: '네트워크 자체가 들어오는 문입니다. 설계는 호출될 때 네트워크를 받아, 계산한 값으로 다시 호출할 수 있습니다.',
  },
  formula: 'f_\\theta',
  aliases: [
    'function argument',
    'higher-order',
    'perceptual loss',
    'network',
    '함수 인수',
    '고차 함수',
    '네트워크',
  ],
  inputs: {},
  outputs: {
    block: { symbol: 'f_\\theta', title: { en: 'The block itself', ko: '블록 자체' }, gives: 'block' },
  },
  dials: {
    name: { type: 'text', default: 'block', title: { en: 'Name', ko: '이름' } },
    design: {
      type: 'text',
      default: '',
      title: { en: 'Like', ko: '같은 설계' },
      help: {
        en: 'A design with the doors that the block should have: calls of it then know their ports.',
        ko: '들어올 블록과 입출력이 같은 설계입니다. 그래야 이 블록의 호출이 자기 포트를 압니다.',
      },
    },
    symbol: { ...symbolDial, default: 'f_\\theta' },
    optional: { type: 'flag', default: false, title: { en: 'Optional', ko: '선택' } },
  },
  build(_ops, _inputs, { name, optional }, context) {
    const block = context.argumentBlock(name);
    if (block) return { block };
    if (optional) return {} as { block: never };
    throw new Problem(
      `The block was called without its input '${name}', which is a block itself. Wire the block output of a call to that port.`,
      `블록이 입력 '${name}' 없이 호출되었습니다. 그 자리에는 블록이 들어와야 합니다. 호출 카드의 블록 출력을 그 포트에 연결하세요.`,
    );
  },
});
