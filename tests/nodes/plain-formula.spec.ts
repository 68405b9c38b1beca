import { expect, test } from 'vitest';
import { catalogue } from '../../nodes/catalogue.ts';
import { formulaOf } from '../../nodes/graph/formula.ts';
import { plainFormula } from '../../nodes/plain-formula.ts';

test.each([
  ['\\mu', 'μ'],
  ['\\log\\sigma^2', 'log σ²'],
  ['\\hat{x}', 'x\u0302'],
  ['z = \\mu + \\exp(\\tfrac{1}{2}\\log\\sigma^2) \\odot \\epsilon', 'z = μ + exp(½ log σ²) ⊙ ε'],
  ['\\mathcal{N}(0, I)', 'N(0, I)'],
  ['\\frac{a + b}{c}', '(a + b)/c'],
  ['\\frac{1}{B}\\sum_i L_i', '1/B Σᵢ Lᵢ'],
  ['\\sqrt{d}', '√d'],
  ['\\theta_{\\text{Encoder}} \\leftarrow \\theta', 'θ_(Encoder) ← θ'],
  ['\\left\\| x - y \\right\\|_2', '‖ x - y ‖₂'],
  ['x_{ij}^{-1}', 'xᵢⱼ⁻¹'],
  [
    "c' = \\begin{cases} \\varnothing & u < p \\\\ c & \\text{else} \\end{cases}",
    "c' = { ∅, u < p; c, else }",
  ],
])('%s', (tex, plain) => {
  expect(plainFormula(tex)).toBe(plain);
});

test('no formula or symbol of the catalogue leaves TeX behind', () => {
  const texts = [...catalogue.values()].flatMap((node) => [
    formulaOf(node) ?? '',
    ...[...Object.values(node.inputs), ...Object.values(node.outputs)].map(
      (port) => (port as { symbol: string }).symbol,
    ),
  ]);
  expect(texts.length).toBeGreaterThan(50);
  for (const tex of texts) expect(plainFormula(tex)).not.toMatch(/\\|undefined/);
});
