/** TeX commands and the characters that stand for them where no formulas can be set. */
const CHARACTERS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  ell: 'ℓ',
  cdot: '·',
  times: '×',
  odot: '⊙',
  oplus: '⊕',
  otimes: '⊗',
  ast: '∗',
  sum: 'Σ',
  prod: 'Π',
  int: '∫',
  partial: '∂',
  nabla: '∇',
  infty: '∞',
  propto: '∝',
  varnothing: '∅',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  sim: '~',
  approx: '≈',
  in: '∈',
  to: '→',
  rightarrow: '→',
  leftarrow: '←',
  gets: '←',
  mapsto: '↦',
  ldots: '…',
  dots: '…',
  cdots: '…',
  mid: '|',
  vert: '|',
  Vert: '‖',
  lVert: '‖',
  rVert: '‖',
  lvert: '|',
  rvert: '|',
  lfloor: '⌊',
  rfloor: '⌋',
  lceil: '⌈',
  rceil: '⌉',
  quad: '  ',
  qquad: '    ',
  top: 'ᵀ',
  pm: '±',
  circ: '∘',
  wedge: '∧',
  vee: '∨',
  neg: '¬',
  forall: '∀',
};
const ACCENTS: Readonly<Record<string, string>> = {
  hat: '\u0302',
  tilde: '\u0303',
  bar: '\u0304',
  dot: '\u0307',
};
const RAISED: Readonly<Record<string, string>> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
  '-': '⁻',
  '−': '⁻',
  '+': '⁺',
  n: 'ⁿ',
  i: 'ⁱ',
  ᵀ: 'ᵀ',
  '∗': '*',
};
const LOWERED: Readonly<Record<string, string>> = {
  0: '₀',
  1: '₁',
  2: '₂',
  3: '₃',
  4: '₄',
  5: '₅',
  6: '₆',
  7: '₇',
  8: '₈',
  9: '₉',
  i: 'ᵢ',
  j: 'ⱼ',
  k: 'ₖ',
  t: 'ₜ',
  n: 'ₙ',
  m: 'ₘ',
  x: 'ₓ',
};

/** A formula in TeX as plain text for terminals and labels: `\frac{1}{2}\log\sigma^2` becomes `½ log σ²`. */
export function plainFormula(tex: string): string {
  return new Reader(tex)
    .all()
    .replaceAll(/(?<=\S) {2,}(?=\S)/g, (gap) => (gap.length > 3 ? '  ' : ' '))
    .replaceAll(/ +([,.;)\]])/g, '$1')
    .trim();
}

class Reader {
  readonly #text: string;
  #at = 0;
  /** Whether what is read stands between \begin{cases} and \end{cases}, where & parts a case from its condition. */
  #inCases = false;

  constructor(text: string) {
    this.#text = text;
  }

  all(): string {
    let out = '';
    while (this.#at < this.#text.length && this.#text[this.#at] !== '}') out += this.#one(out);
    return out;
  }

  #one(before: string): string {
    const character = this.#text[this.#at++]!;
    switch (character) {
      case '\\':
        return this.#command(before);
      case '{': {
        const inner = this.all();
        this.#at++;
        return inner;
      }
      case '^':
        return moved(this.#argument(), RAISED, '^');
      case '_':
        return moved(this.#argument(), LOWERED, '_');
      case '&':
        return this.#inCases ? ',' : '';
      case '~':
        return ' ';
      default:
        return character;
    }
  }

  #command(before: string): string {
    const name = /^[A-Za-z]+/.exec(this.#text.slice(this.#at))?.[0];
    if (!name) {
      const symbol = this.#text[this.#at++] ?? '';
      return (
        ({ '\\': '; ', ',': ' ', ';': ' ', ':': ' ', '!': '', '|': '‖' } as Record<string, string>)[symbol] ??
        symbol
      );
    }
    this.#at += name.length;
    if (name in ACCENTS) return this.#argument() + ACCENTS[name]!;
    if (name === 'frac' || name === 'tfrac' || name === 'dfrac') {
      const [over, under] = [this.#argument(), this.#argument()];
      const fraction = over === '1' && under === '2' ? '½' : `${grouped(over)}/${grouped(under)}`;
      return /^\s*[\p{L}\\]/u.test(this.#text.slice(this.#at)) ? `${fraction} ` : fraction;
    }
    if (name === 'begin' || name === 'end') {
      const cases = this.#argument() === 'cases';
      if (cases) this.#inCases = name === 'begin';
      return cases ? (this.#inCases ? '{' : '}') : '';
    }
    if (name === 'sqrt') return `√${grouped(this.#argument())}`;
    if (
      ['mathrm', 'mathbf', 'mathcal', 'mathbb', 'text', 'operatorname', 'mathit', 'boldsymbol'].includes(name)
    )
      return this.#spaced(this.#argument(), before, name === 'operatorname');
    if (
      [
        'left',
        'right',
        'big',
        'Big',
        'bigl',
        'bigr',
        'Bigl',
        'Bigr',
        'displaystyle',
        'textstyle',
        'limits',
      ].includes(name)
    )
      return '';
    const known = CHARACTERS[name];
    return known ?? this.#spaced(name, before, true);
  }

  /** Names of functions keep apart from letters beside them. */
  #spaced(word: string, before: string, apart: boolean): string {
    if (!apart) return word;
    const left = /[\p{L}\p{N}½]$/u.test(before) ? ' ' : '';
    const right = /^\s*[\p{L}\\]/u.test(this.#text.slice(this.#at)) ? ' ' : '';
    return left + word + right;
  }

  #argument(): string {
    while (this.#text[this.#at] === ' ') this.#at++;
    return this.#at < this.#text.length ? this.#one('') : '';
  }
}

const grouped = (text: string): string => (/^[\p{L}\p{N}\p{M}²³ᵢⱼ]+$/u.test(text) ? text : `(${text})`);

function moved(text: string, characters: Readonly<Record<string, string>>, mark: string): string {
  const all = Array.from(text);
  if (all.every((character) => character in characters))
    return all.map((character) => characters[character]!).join('');
  return all.length === 1 ? mark + text : `${mark}(${text})`;
}
