import { portsOfBlock, wiredOf } from '../block-ports.ts';
import { defineNode } from '../contract.ts';

export default defineNode({
  kind: 'call',
  family: 'blocks',
  places: ['board', 'design'],
  role: 'call',
  title: { en: 'Call', ko: '호출' },
  sentence: {
    en: 'Uses a block. All calls of one block share its weights, as calls of a function share its code.',
    ko: '블록을 사용합니다. 함수 호출이 코드를 공유하듯, 한 블록의 모든 호출은 가중치를 공유합니다.',
  },
  formula: 'y = f_\\theta(x)',
  aliases: ['network', 'model', 'module', '네트워크', '신경망'],
  inputs: {},
  outputs: {
    block: { symbol: 'f_\\theta', title: { en: 'The block itself', ko: '블록 자체' }, gives: 'block' },
  },
  dials: {
    block: { type: 'text', default: '', title: { en: 'Block', ko: '블록' } },
    design: { type: 'text', default: '', title: { en: 'Design', ko: '설계' } },
    weights: {
      type: 'choice',
      default: 'latest',
      title: { en: 'Weights', ko: '가중치' },
      options: {
        latest: { en: 'latest', ko: '최신' },
        averaged: { en: 'moving average', ko: '이동 평균' },
      },
    },
    mode: {
      type: 'choice',
      default: 'auto',
      title: { en: 'Mode', ko: '모드' },
      options: {
        auto: { en: 'auto', ko: '자동' },
        training: { en: 'training', ko: '학습' },
        inference: { en: 'inference', ko: '추론' },
      },
    },
    times: { type: 'number', default: 1, min: 1, max: 64, integer: true, title: { en: 'Times', ko: '반복' } },
    again: {
      type: 'text',
      default: '',
      title: { en: 'Same weights as', ko: '가중치 공유 대상' },
      help: {
        en: 'In a design: the call whose weights this one uses too.',
        ko: '설계 안에서 가중치를 함께 쓸 호출.',
      },
    },
  },
  grow(dials, blockOf) {
    const block = blockOf(dials.block || `design:${dials.design}`);
    return block ? portsOfBlock(block) : {};
  },
  build(_ops, inputs, dials, context) {
    const block = context.block(dials.block || `design:${dials.design}`);
    const outputs = context.call(block, wiredOf(inputs), {
      weights: dials.weights,
      times: dials.times,
      ...(dials.mode === 'auto' ? {} : { mode: dials.mode }),
      ...(dials.again ? { again: dials.again } : {}),
    });
    return { ...outputs, block };
  },
});
