import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { perplexityNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'code-perplexity',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Perplexity of codes', ko: '코드의 퍼플렉서티' },
  sentence: {
    en: 'How many codes are in use, as if all of them were used alike: e to the entropy of how often each occurs.',
    ko: '고르게 쓰인다고 치면 코드 몇 개가 쓰이는 셈인지 봅니다. 코드 빈도의 엔트로피를 지수로 올린 값입니다.',
  },
  formula: 'e^{-\\sum_k p_k \\log p_k}',
  aliases: ['codebook usage', 'entropy', 'dead codes', '코드북 사용', '엔트로피'],
  inputs: { codes: { symbol: 'k', title: { en: 'Codes', ko: '코드' } } },
  outputs: {},
  numbers: { ...perplexityNumber, used: { title: { en: 'used', ko: '쓰인 코드' } } },
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(_ops, { codes }) {
    if (codes.dtype !== 'int32' || codes.shape.length === 0)
      throw new Problem(
        `'codes' needs whole numbers (int32) with a batch; it was given ${codes.dtype} ${formatShape(codes.shape)}. Wire the codes of a vector quantization.`,
        `'codes'에는 배치가 있는 정수(int32)가 필요한데 ${codes.dtype} ${formatShape(codes.shape)}이(가) 들어왔습니다. 벡터 양자화의 코드를 연결하세요.`,
      );
    return { codes };
  },
  finish({ codes }) {
    const times = new Map<number, number>();
    for (const code of codes!.data) times.set(code, (times.get(code) ?? 0) + 1);
    let entropy = 0;
    for (const many of times.values()) {
      const share = many / codes!.data.length;
      entropy -= share * Math.log(share);
    }
    return { numbers: { perplexity: Math.exp(entropy), used: times.size } };
  },
});
