import { expect, test } from 'vitest';
import { answer } from '../../../renderer/canvas/search.ts';

const things = {
  kl: { title: { en: 'KL divergence', ko: 'KL 발산' }, words: ['kullback-leibler', 'relative entropy'] },
  divide: { title: { en: 'Divide', ko: '나누기' }, words: ['quotient'] },
  dock: { title: { en: 'Show or hide the lower dock', ko: '아래쪽 창 보이기·숨기기' }, words: ['bottom'] },
  save: { title: { en: 'Save', ko: '저장' } },
  saveAs: { title: { en: 'Save as…', ko: '다른 이름으로 저장…' }, words: ['rename'] },
};
const found = (typed: string) =>
  Object.entries(things)
    .map(([name, thing]) => [name, answer(thing, typed)] as const)
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);

test.each([
  ['kl div', ['kl']],
  ['div', ['divide', 'kl']],
  ['발산', ['kl']],
  ['save', ['save', 'saveAs']],
  ['저장', ['save', 'saveAs']],
  ['rename', ['saveAs']],
  ['kullback', ['kl']],
  ['LOWER dock', ['dock']],
  ['xyz', []],
])('%j finds %j, best first', (typed, expected) => expect(found(typed)).toEqual(expected));
