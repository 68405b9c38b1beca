import type { Tensor } from '../alphabet/operation.ts';
import { defineNode } from '../contract.ts';
import { evaluateExpression } from '../evaluate-expression.ts';
import { namesOf, parseExpression } from '../expression.ts';
import { result } from '../operand-ports.ts';
import { asFloat } from '../promotion.ts';

export default defineNode({
  kind: 'expression',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Expression', ko: '수식' },
  sentence: {
    en: 'Computes a typed formula; each name in it is an input. mean, sum, max and min are over everything, norm is the length of each example.',
    ko: '입력한 수식을 계산합니다. 수식의 이름마다 입력이 생깁니다. mean, sum, max, min은 전체에 대해, norm은 예제마다의 길이입니다.',
  },
  formula: 'y = f(x_1, x_2, \\dots)',
  aliases: ['formula', 'equation', 'calculate', '계산', '식'],
  inputs: {},
  outputs: { result },
  dials: {
    formula: {
      type: 'text',
      default: 'x',
      title: { en: 'Formula', ko: '수식' },
      help: {
        en: 'Names, numbers, + - * / ^ and functions: mean((norm(g) - 1)^2)',
        ko: '이름, 수, + - * / ^, 함수를 씁니다: mean((norm(g) - 1)^2)',
      },
    },
  },
  grow: ({ formula }) => ({
    inputs: Object.fromEntries(
      namesOf(parseExpression(formula)).map((name) => [
        name,
        { symbol: name.length === 1 ? name : `\\mathrm{${name}}`, title: { en: name, ko: name } },
      ]),
    ),
  }),
  build(ops, inputs, { formula }) {
    const tensors = Object.entries(inputs as Readonly<Record<string, Tensor>>);
    const names = new Map(tensors.map(([name, tensor]) => [name, asFloat(ops, tensor)]));
    return { result: evaluateExpression(ops, parseExpression(formula), names) };
  },
});
