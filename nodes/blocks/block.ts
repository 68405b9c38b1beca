import { defineNode } from '../contract.ts';

export default defineNode({
  kind: 'block',
  family: 'blocks',
  places: ['board'],
  title: { en: 'Block (not called)', ko: '블록' },
  sentence: {
    en: 'The network itself, for what calls it on its own: samplers, penalties, views, optimizers.',
    ko: '네트워크 자체입니다. 샘플러, 페널티, 보기, 옵티마이저처럼 블록을 직접 부르는 노드에 연결합니다.',
  },
  formula: 'f_\\theta',
  aliases: ['network', '네트워크'],
  inputs: {},
  outputs: { block: { symbol: 'f_\\theta', title: { en: 'Block', ko: '블록' }, gives: 'block' } },
  dials: { block: { type: 'text', default: '', title: { en: 'Block', ko: '블록' } } },
  build: (_ops, _inputs, dials, context) => ({ block: context.block(dials.block) }),
});
