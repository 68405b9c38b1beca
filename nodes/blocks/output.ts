import { defineNode } from '../contract.ts';
import { formDial, meaningDial, meaningFrom, symbolDial } from '../door-dials.ts';

export default defineNode({
  kind: 'output',
  family: 'blocks',
  places: ['board', 'design'],
  role: 'output',
  title: { en: 'Output', ko: '출력' },
  sentence: {
    en: 'A door: what a block answers with, or what sampling and exports of the board compute.',
    ko: '문: 블록이 내놓는 값, 또는 보드에서 샘플링하고 내보낼 때 계산하는 값입니다.',
  },
  formula: 'y',
  aliases: ['result', '결과'],
  inputs: { value: { symbol: 'y', title: { en: 'Value', ko: '값' } } },
  outputs: {},
  dials: {
    name: { type: 'text', default: 'output', title: { en: 'Name', ko: '이름' } },
    meaning: meaningDial,
    form: formDial,
    symbol: symbolDial,
  },
  build(_ops, { value }, dials, context) {
    if (dials.meaning !== 'any' || dials.form !== 'values')
      context.means(value, { ...context.meaningOf(value), ...meaningFrom(dials) });
    return {};
  },
});
