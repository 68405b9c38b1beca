import { defineNode } from '../contract.ts';
import { portsOfBlock, wiredOf } from '../block-ports.ts';

export default defineNode({
  kind: 'apply',
  family: 'blocks',
  places: ['board', 'design'],
  title: { en: 'Call what is wired', ko: '연결된 블록 호출' },
  sentence: {
    en: 'Uses the block that a wire brings, with its weights: which network that is, another card says.',
    ko: '연결로 들어온 블록을 그 가중치로 사용합니다. 어떤 네트워크인지는 다른 카드가 정합니다.',
  },
  formula: 'y = f_\\theta(x)',
  aliases: ['apply', 'function call', 'higher-order', '적용', '함수 호출'],
  inputs: {
    block: { symbol: 'f_\\theta', title: { en: 'Block', ko: '블록' }, takes: 'block' },
  },
  outputs: {},
  dials: {},
  grow(_dials, _blockOf, wiredInto) {
    const block = wiredInto('block');
    return block ? portsOfBlock(block) : {};
  },
  build(_ops, { block, ...inputs }, _dials, context) {
    return context.call(block, wiredOf(inputs));
  },
});
