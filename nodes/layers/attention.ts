import type { Tensor } from '../alphabet/operation.ts';
import { knownSize } from '../alphabet/shape.ts';
import { attend, causalMask, mustFit, wiredMask } from '../attend.ts';
import { defineNode } from '../contract.ts';
import { headsDial } from '../heads-dial.ts';
import { featuresOf } from '../features.ts';
import { biasDial } from '../kernel-dials.ts';
import { addBias, linear } from '../linear.ts';

export default defineNode({
  kind: 'attention',
  family: 'layers',
  places: ['design'],
  title: { en: 'Multi-head attention', ko: '멀티헤드 어텐션' },
  sentence: {
    en: 'Each place asks all places and takes a mean of their answers, weighted by how well they match.',
    ko: '자리마다 모든 자리에 묻고, 얼마나 잘 맞는지에 따라 대답을 가중 평균합니다.',
  },
  formula: ({ causal }) => {
    const score = '\\frac{q W_i^Q (c W_i^K)^\\top}{\\sqrt{d}}';
    const seen = causal ? `${score} + M` : score;
    return `y = [h_1; \\dots; h_H] W^O,\\quad h_i = A_i c W_i^V,\\quad A_i = \\mathrm{softmax}\\Bigl(${seen}\\Bigr)${causal ? ',\\quad M_{jk} = -\\infty\\ (k > j)' : ''}`;
  },
  aliases: ['MultiHeadAttention', 'self-attention', 'cross-attention', '셀프 어텐션', '교차 어텐션', '주의'],
  source: 'Vaswani et al. 2017, equation 1 and section 3.2.2',
  inputs: {
    query: { symbol: 'q', title: { en: 'Query', ko: '쿼리' } },
    context: {
      symbol: 'c',
      title: { en: 'Context (unwired: the query itself)', ko: '문맥 (연결하지 않으면 쿼리 자신)' },
      optional: true,
    },
    mask: {
      symbol: 'm',
      title: { en: 'Mask (0 hides a place of the context)', ko: '마스크 (0이면 문맥의 그 자리를 가림)' },
      optional: true,
    },
  },
  outputs: {
    output: { symbol: 'y', title: { en: 'Output', ko: '출력' } },
    attention: { symbol: 'A', title: { en: 'Attention weights', ko: '어텐션 가중치' } },
  },
  dials: {
    heads: headsDial,
    headSize: {
      type: 'number',
      default: 16,
      min: 1,
      max: 1024,
      integer: true,
      title: { en: 'Head size', ko: '헤드 크기' },
    },
    causal: {
      type: 'flag',
      default: false,
      title: { en: 'Causal', ko: '인과적' },
      help: { en: 'No place sees those after it.', ko: '자기보다 뒤의 자리를 보지 못합니다.' },
    },
    bias: biasDial,
  },
  build(ops, { query, context: wired, mask }, { heads, headSize, causal, bias }, context) {
    const other = wired ?? query;
    mustFit(query, wired, causal);
    const batch = query.shape[0]!;
    const project = (name: string, x: Tensor, units: number) => {
      const kernel = context.weight(`${name}Kernel`, [featuresOf('attention', x), units], {
        kind: 'glorot uniform',
      });
      return addBias(ops, linear(ops, x, kernel), bias, context, `${name}Bias`);
    };
    const places = (x: Tensor) => knownSize(x.shape.slice(1, -1));
    /** [batch, ..., features] → [batch, heads, places, size] */
    const headsOf = (name: string, x: Tensor) =>
      ops.transpose(
        ops.reshape(project(name, x, heads * headSize), { shape: [batch, places(x), heads, headSize] }),
        { permutation: [0, 2, 1, 3] },
      );
    const [from, to] = [places(query), places(other)];
    const attended = attend(
      ops,
      [headsOf('query', query), headsOf('key', other), headsOf('value', other)],
      [
        ...(causal ? [causalMask(ops, from)] : []),
        ...(mask ? [wiredMask(ops, mask, [batch, from, to])] : []),
      ],
    );
    const together = ops.reshape(ops.transpose(attended.heads, { permutation: [0, 2, 1, 3] }), {
      shape: [...query.shape.slice(0, -1), heads * headSize],
    });
    return {
      output: project('output', together, featuresOf('attention', query)),
      attention: attended.attention,
    };
  },
});
