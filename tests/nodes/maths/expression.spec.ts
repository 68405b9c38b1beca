import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BATCH, formatShape } from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import { FUNCTIONS, type FunctionName } from '../../../nodes/expression.ts';
import { apart, buildOnBoard, computeOnBoard, float, int, typed } from '../build-on-board.ts';

/** A number, three of them or a square of them: NumPy's broadcasting, written anew for this test. */
type Table = readonly number[];
const N = 3;
const at = (x: Table, i: number) => x[x.length === 1 ? 0 : x.length === N ? i % N : i]!;
const join = (f: (...x: number[]) => number, ...tables: Table[]): Table =>
  Array.from({ length: Math.max(...tables.map(({ length }) => length)) }, (_, i) =>
    f(...tables.map((x) => at(x, i))),
  );
const sum = (x: Table) => x.reduce((a, b) => a + b, 0);

/** A formula as text beside what it is. */
interface Formula {
  readonly text: string;
  /** Every intermediate value is told to `seen`. */
  readonly value: (names: Readonly<Record<string, Table>>, seen: (x: Table) => void) => Table;
}

const one =
  (write: (x: string) => string, f: (x: Table) => Table) =>
  (x: Formula): Formula => ({
    text: write(x.text),
    value: (names, seen) => {
      const y = f(x.value(names, seen));
      seen(y);
      return y;
    },
  });
const two =
  (write: (x: string, y: string) => string, f: (x: number, y: number) => number) =>
  ([x, y]: readonly [Formula, Formula]): Formula => ({
    text: write(x.text, y.text),
    value: (names, seen) => {
      const z = join(f, x.value(names, seen), y.value(names, seen));
      seen(z);
      return z;
    },
  });
const each = (f: (x: number) => number) => (x: Table) => x.map(f);

const formula: fc.Arbitrary<Formula> = fc.letrec<{ any: Formula }>((tie) => {
  const pair = fc.tuple(tie('any'), tie('any'));
  const any = tie('any');
  return {
    any: fc.oneof(
      { depthSize: 'small', maxDepth: 5 },
      fc
        .constantFrom('x', 'row', 'k')
        .map((name): Formula => ({ text: name, value: (names) => names[name]! })),
      fc.nat(12).map((n): Formula => ({ text: String(n / 4), value: () => [n / 4] })),
      any.map(
        one(
          (x) => `(-${x})`,
          each((x) => -x),
        ),
      ),
      any.map(
        one(
          (x) => `(${x})^2`,
          each((x) => x ** 2),
        ),
      ),
      any.map(
        one(
          (x) => `(${x})^3`,
          each((x) => x ** 3),
        ),
      ),
      any.map(one((x) => `tanh(${x})`, each(Math.tanh))),
      any.map(one((x) => `abs(${x})`, each(Math.abs))),
      any.map(
        one(
          (x) => `mean(${x})`,
          (x) => [sum(x) / x.length],
        ),
      ),
      any.map(
        one(
          (x) => `sum(${x})`,
          (x) => [sum(x)],
        ),
      ),
      any.map(
        one(
          (x) => `max(${x})`,
          (x) => [Math.max(...x)],
        ),
      ),
      any.map(
        one(
          (x) => `norm(${x})`,
          (x) =>
            x.length < N * N
              ? x.map(Math.abs)
              : [0, 1, 2].map((r) => Math.hypot(...x.slice(r * N, r * N + N))),
        ),
      ),
      pair.map(
        two(
          (x, y) => `(${x} + ${y})`,
          (x, y) => x + y,
        ),
      ),
      pair.map(
        two(
          (x, y) => `(${x} - ${y})`,
          (x, y) => x - y,
        ),
      ),
      pair.map(
        two(
          (x, y) => `(${x}) * (${y})`,
          (x, y) => x * y,
        ),
      ),
      pair.map(
        two(
          (x, y) => `(${x}) / (2 + tanh(${y}))`,
          (x, y) => x / (2 + Math.tanh(y)),
        ),
      ),
      pair.map(two((x, y) => `min(${x}, ${y})`, Math.min)),
    ),
  };
}).any;

const small = (length: number) =>
  fc.array(fc.integer({ min: -16, max: 16 }), { minLength: length, maxLength: length });

/** Σ (−1)ᵏ x²ᵏ⁺¹ / k! (2k + 1) · 2/√π */
function erf(x: number): number {
  let [term, total] = [x, x];
  for (let k = 1; k < 60; k++) {
    term *= -(x * x) / k;
    total += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * total;
}

const evaluate = async (text: string, inputs: Parameters<typeof computeOnBoard>[1] = {}) =>
  (await computeOnBoard('expression', inputs, { formula: text })).outputs.result!;

describe('expression', () => {
  test('equals plain JavaScript on any formula', async () => {
    await fc.assert(
      fc.asyncProperty(formula, small(N * N), small(N), small(1), async ({ text, value }, x, row, k) => {
        const names = { x: x.map((n) => n / 8), row: row.map((n) => n / 8), k: k.map((n) => n / 8) };
        let largest = 1;
        const expected = value(names, (y) => (largest = Math.max(largest, ...y.map(Math.abs))));
        fc.pre(largest < 1e3 && text.length < 1000);
        const given = { x: float([N, N], names.x), row: float([N], names.row), k: float([], names.k) };
        const used = Object.entries(given).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
        const { data, shape } = await evaluate(text, Object.fromEntries(used));
        expect(shape.reduce((a, b) => a * b, 1)).toBe(expected.length);
        expect(Math.max(...expected.map((y, i) => Math.abs(y - data[i]!)))).toBeLessThan(1e-4 * largest);
      }),
      { numRuns: 150 },
    );
  });

  test('has every function that it names', async () => {
    const x = [0.25, 0.5, 1.5, 2];
    const known: Record<FunctionName, (x: number) => number> = {
      exp: Math.exp,
      log: Math.log,
      sqrt: Math.sqrt,
      square: (v) => v * v,
      abs: Math.abs,
      sin: Math.sin,
      cos: Math.cos,
      tanh: Math.tanh,
      sigmoid: (v) => 1 / (1 + Math.exp(-v)),
      softplus: (v) => Math.log1p(Math.exp(v)),
      relu: (v) => Math.max(v, 0),
      erf,
      mean: () => 1.0625,
      sum: () => 4.25,
      max: () => 2,
      min: () => 0.25,
      norm: (v) => v,
    };
    for (const name of FUNCTIONS) {
      const { data } = await evaluate(`${name}(x)`, { x: float([4], x) });
      expect(apart(data, x.map(known[name]).slice(0, data.length)), `of ${name}`).toBeLessThan(2e-6);
    }
  });

  test('grows an input for each name, with a symbol', () => {
    const grow = (text: string) =>
      Object.entries(
        catalogue.get('expression')!.grow!(
          { formula: text },
          () => null,
          () => null,
        ).inputs!,
      );
    expect(grow('beta * x + x^2').map(([name, { symbol }]) => [name, symbol])).toEqual([
      ['beta', '\\mathrm{beta}'],
      ['x', 'x'],
    ]);
  });

  test('the gradient penalty of WGAN-GP, by hand', async () => {
    const g = float([2, 2], [3, 4, 0, 0]);
    const cotangents = { result: float([], [1]) };
    const { outputs, gradients } = await computeOnBoard(
      'expression',
      { g },
      { formula: 'mean((norm(g) - 1)^2)' },
      { cotangents },
    );
    // Norms 5 and 0: ((5 − 1)² + (0 − 1)²)/2; the gradient (norm − 1)·g/norm, and 0 where the norm has none.
    expect(outputs.result!.data[0]).toBeCloseTo(8.5, 5);
    expect(apart(gradients.g!.data, [2.4, 3.2, 0, 0])).toBeLessThan(1e-6);
  });

  test('numbers alone, whole numbers, and a batch that is left open', async () => {
    expect(await evaluate('2 * 3 + 1')).toMatchObject({ shape: [], data: Float32Array.of(7) });
    expect((await evaluate('max(1, 4, 2)')).data[0]).toBe(4);
    expect((await evaluate('k / 2', { k: int([2], [1, 3]) })).data).toEqual(Float32Array.of(0.5, 1.5));
    const open = buildOnBoard('expression', { g: typed([BATCH, 3]) }, { formula: 'mean(norm(g)) * g' });
    expect(formatShape(open.outputs.result!.shape)).toBe('[B, 3]');
  });

  test('shapes that do not fit are a sentence', () => {
    expect(() =>
      buildOnBoard('expression', { a: typed([2, 3]), b: typed([2, 2]) }, { formula: 'a + b' }),
    ).toThrow(/add needs shapes that are equal/);
  });
});
