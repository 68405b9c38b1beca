import { Problem } from './alphabet/problem.ts';

/** A formula as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operator';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly of: readonly Expression[] };

export type Operator = '+' | '-' | '*' | '/' | '^';

/** The functions of formulas; `min` and `max` also take two or more. */
export const FUNCTIONS = [
  'exp',
  'log',
  'sqrt',
  'square',
  'abs',
  'sin',
  'cos',
  'tanh',
  'sigmoid',
  'softplus',
  'relu',
  'erf',
  'mean',
  'sum',
  'max',
  'min',
  'norm',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Longer ones would nest deeper than a call stack is. */
const LONGEST = 1000;

/**
 * Reads a formula. From loose to tight: `+ -`, then `* /` (both from the left), unary `-`, `^` (from the right, so that
 * -x^2 is -(x^2) and 2^-1 is one half), then numbers, names, `f(x, ...)` and parentheses.
 * @throws Problem with the place where it stops being a formula
 */
export function parseExpression(text: string): Expression {
  return new Parser(text).parse();
}

/** The names in a formula, each once, in the order of their first use. */
export function namesOf(expression: Expression): string[] {
  const parts = (): readonly Expression[] => {
    switch (expression.kind) {
      case 'number':
      case 'name':
        return [];
      case 'negative':
        return [expression.of];
      case 'operator':
        return [expression.left, expression.right];
      case 'call':
        return expression.of;
    }
  };
  return expression.kind === 'name' ? [expression.name] : [...new Set(parts().flatMap(namesOf))];
}

interface Token {
  readonly kind: 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
  /** Counted from 1, as people do. */
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<word>\p{L}[\p{L}\p{N}_]*)|(?<sign>[-+*/^(),])|(?<other>\S))/uy;

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  parse(): Expression {
    const sum = this.#sum();
    if (this.#token.kind !== 'end') throw this.#unexpected('an operator or the end', '연산자 또는 수식의 끝');
    return sum;
  }

  get #token(): Token {
    return this.#tokens[this.#next]!;
  }

  /** Steps over the next token if it is one of these signs. */
  #take<const S extends string>(...signs: readonly S[]): S | null {
    const { kind, text } = this.#token;
    if (kind !== 'sign' || !signs.includes(text as S)) return null;
    this.#next++;
    return text as S;
  }

  #sum(): Expression {
    let left = this.#product();
    for (let operator; (operator = this.#take('+', '-'));)
      left = { kind: 'operator', operator, left, right: this.#product() };
    return left;
  }

  #product(): Expression {
    let left = this.#signed();
    for (let operator; (operator = this.#take('*', '/'));)
      left = { kind: 'operator', operator, left, right: this.#signed() };
    return left;
  }

  #signed(): Expression {
    return this.#take('-') ? { kind: 'negative', of: this.#signed() } : this.#power();
  }

  #power(): Expression {
    const left = this.#atom();
    const operator = this.#take('^');
    return operator ? { kind: 'operator', operator, left, right: this.#signed() } : left;
  }

  #atom(): Expression {
    const { kind } = this.#token;
    if (this.#take('(')) {
      const inner = this.#sum();
      if (!this.#take(')')) throw this.#unexpected("')'", "')'");
      return inner;
    }
    if (kind === 'number') return this.#number();
    if (kind === 'word') return this.#word();
    throw this.#unexpected("a number, a name, a function or '('", "수, 이름, 함수 또는 '('");
  }

  #number(): Expression {
    const { text, at } = this.#token;
    this.#next++;
    const value = Number(text);
    if (Math.fround(value) === Infinity)
      throw new Problem(
        `The formula has ${text} at character ${at}, which float32 cannot hold. Write a number below 3.4e38.`,
        `수식의 ${at}번째 글자에 있는 ${text}은(는) float32로 나타낼 수 없습니다. 3.4e38보다 작은 수를 쓰세요.`,
      );
    return { kind: 'number', value };
  }

  #word(): Expression {
    const token = this.#token;
    const name = token.text as FunctionName;
    this.#next++;
    const known = FUNCTIONS.includes(name);
    if (!this.#take('(')) {
      if (!known) return { kind: 'name', name };
      throw new Problem(
        `The formula has '${name}' at character ${token.at}, which is a function: write ${name}(...), or choose another name.`,
        `수식의 ${token.at}번째 글자에 있는 '${name}'은(는) 함수입니다. ${name}(...)로 쓰거나 다른 이름을 고르세요.`,
      );
    }
    if (!known)
      throw new Problem(
        `The formula calls '${name}' at character ${token.at}, which is no function here; there are ${FUNCTIONS.join(', ')}. For a product write ${name}*(...).`,
        `수식의 ${token.at}번째 글자에서 부른 '${name}' 함수는 없습니다. 있는 함수: ${FUNCTIONS.join(', ')}. 곱셈이면 ${name}*(...)로 쓰세요.`,
      );
    const of = [this.#sum()];
    while (this.#take(',')) of.push(this.#sum());
    if (!this.#take(')')) throw this.#unexpected("')' or ','", "')' 또는 ','");
    if (of.length > 1 && name !== 'min' && name !== 'max')
      throw new Problem(
        `The formula gives ${name} at character ${token.at} ${of.length} values; it takes one.`,
        `수식의 ${token.at}번째 글자에 있는 ${name}에 값이 ${of.length}개 주어졌습니다. 하나만 받습니다.`,
      );
    return { kind: 'call', name, of };
  }

  #unexpected(expected: string, korean: string): Problem {
    const { kind, text, at } = this.#token;
    return new Problem(
      kind === 'end'
        ? `The formula ends where ${expected} was expected. Complete it.`
        : `The formula has '${text}' at character ${at}, where ${expected} was expected. Correct it there.`,
      kind === 'end'
        ? `수식이 끝났지만 ${korean}이(가) 더 필요합니다. 수식을 완성하세요.`
        : `수식의 ${at}번째 글자에 '${text}'이(가) 있는데 ${korean}이(가) 와야 합니다. 그곳을 고치세요.`,
    );
  }
}

/** Signs as people type them, and as the parser knows them. */
const SIGNS: Readonly<Record<string, string>> = { '−': '-', '·': '*', '×': '*', '÷': '/' };

function tokensOf(text: string): readonly Token[] {
  if (text.length > LONGEST)
    throw new Problem(
      `The formula has ${text.length} characters; ${LONGEST} are allowed. Split it into two expressions.`,
      `수식이 ${text.length}자입니다. ${LONGEST}자까지 쓸 수 있습니다. 수식 노드 둘로 나누세요.`,
    );
  const tokens: Token[] = [];
  const plain = text.replaceAll(/[−·×÷]/g, (sign) => SIGNS[sign]!);
  const matcher = new RegExp(TOKEN);
  for (let found; (found = matcher.exec(plain));) {
    const [kind, part] = Object.entries(found.groups!).find(([, group]) => group !== undefined)!;
    const at = matcher.lastIndex - part.length + 1;
    if (kind === 'other')
      throw new Problem(
        `The formula has '${part}' at character ${at}, which no formula has. There are names, numbers, + - * / ^, commas and parentheses.`,
        `수식의 ${at}번째 글자에 쓸 수 없는 '${part}'이(가) 있습니다. 이름, 수, + - * / ^, 쉼표, 괄호를 쓸 수 있습니다.`,
      );
    tokens.push({ kind: kind as Token['kind'], text: part, at });
  }
  return [...tokens, { kind: 'end', text: '', at: text.length + 1 }];
}
