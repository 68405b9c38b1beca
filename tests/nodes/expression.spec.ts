import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesOf, parseExpression, type Expression, type Operator } from '../../nodes/expression.ts';

const OPERATORS: readonly Operator[] = ['+', '-', '*', '/', '^'];

/** Formulas as trees, with the functions of one number. */
const tree: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('number' as const), value: fc.nat(20).map((n) => n / 4) }),
    fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom('x', 'y1', 'μ', 'log_var') }),
    fc.record({ kind: fc.constant('negative' as const), of: tie('any') }),
    fc.record({
      kind: fc.constant('operator' as const),
      operator: fc.constantFrom(...OPERATORS),
      left: tie('any'),
      right: tie('any'),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('exp', 'norm', 'max'),
      of: tie('any').map((one) => [one]),
    }),
  ),
})).any;

/** How tightly a form binds: an operand that binds less needs parentheses. */
const strength = (e: Expression): number => {
  if (e.kind === 'negative') return 3;
  return e.kind === 'operator' ? { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 }[e.operator] : 5;
};

/** The shortest text of a tree: parentheses only where the rules of precedence need them. */
function print(e: Expression): string {
  const inside = (part: Expression, least: number) =>
    strength(part) < least ? `(${print(part)})` : print(part);
  switch (e.kind) {
    case 'number':
      return String(e.value);
    case 'name':
      return e.name;
    case 'negative':
      return `-${inside(e.of, 3)}`;
    case 'operator': {
      const own = strength(e);
      const [left, right] = e.operator === '^' ? [5, 3] : [own, own + 1];
      return `${inside(e.left, left)} ${e.operator} ${inside(e.right, right)}`;
    }
    case 'call':
      return `${e.name}(${e.of.map(print).join(', ')})`;
  }
}

const sentence = (formula: string): string => {
  try {
    parseExpression(formula);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
};

describe('formulas', () => {
  test('are read back from their shortest text, with any spaces', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('', ' ', '  '), (expression, space) => {
        const text = print(expression);
        fc.pre(text.length < 900);
        expect(parseExpression(text.replaceAll(' ', space))).toEqual(expression);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['-x^2', '-(x^2)'],
    ['2^-1', '2^(-1)'],
    ['2^3^2', '2^(3^2)'],
    ['a-b-c', '(a-b)-c'],
    ['a/b*c', '(a/b)*c'],
    ['-a*b', '(-a)*b'],
    ['a−b·c', 'a-(b*c)'],
  ])('%s means %s', (short, long) => {
    expect(parseExpression(short)).toEqual(parseExpression(long));
  });

  test.each(['1', '1.5', '.5', '2.', '1e-3', '1.5E+2'])('%s is a number', (text) => {
    expect(parseExpression(text)).toEqual({ kind: 'number', value: Number(text) });
  });

  test('names come once, in their order', () => {
    expect(namesOf(parseExpression('mean((norm(g) - a)^2) + a*b1 - g'))).toEqual(['g', 'a', 'b1']);
  });

  test.each([
    ['', /ends where a number, a name/],
    ['x +', /ends where a number, a name, a function or '\(' was expected/],
    ['(x', /ends where '\)' was expected/],
    ['x)', /'\)' at character 2, where an operator or the end/],
    ['2x', /'x' at character 2, where an operator/],
    ['x $ y', /'\$' at character 3, which no formula has/],
    ['a + * b', /'\*' at character 5/],
    ['sqr(x)', /calls 'sqr' at character 1, which is no function here; there are exp/],
    ['1 + exp', /'exp' at character 5, which is a function/],
    ['exp(x, y)', /gives exp at character 1 2 values; it takes one/],
    ['max()', /'\)' at character 5/],
    ['1e400', /1e400 at character 1, which float32 cannot hold/],
    ['_x', /'_' at character 1/],
    [`${'('.repeat(600)}x${')'.repeat(600)}`, /has 1201 characters; 1000 are allowed/],
    ['('.repeat(1000), /ends where/],
    ['-'.repeat(1000), /ends where/],
  ])('%j is refused where it goes wrong', (formula, message) => {
    expect(sentence(formula)).toMatch(message);
  });

  test('whatever is typed, a formula or a sentence comes of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(sentence(text)).toMatch(/no error|^The formula /);
      }),
      { numRuns: 500 },
    );
  });
});
