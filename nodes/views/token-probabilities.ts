import { defineLook } from '../contract.ts';
import { promptDial, promptTokens } from '../prompt.ts';
import { sideInputs, sidePorts } from '../side-ports.ts';
import { askForTokens, lengthOfTokens } from '../token-rows.ts';
import { nameOfToken } from '../vocabulary.ts';
import { vocabularyFrom, vocabularyTensor } from '../vocabulary-tensor.ts';

export default defineLook({
  kind: 'token-probabilities',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Next-token probabilities', ko: '다음 토큰의 확률' },
  sentence: {
    en: 'How likely the network finds each next token after a prompt of yours, the likeliest first.',
    ko: '프롬프트 다음에 올 토큰마다 네트워크가 매긴 확률을 높은 것부터 보여 줍니다.',
  },
  formula: 'p_\\theta(x_i \\mid x_{<i})',
  aliases: ['next letter', 'distribution', 'softmax', 'predict', '다음 글자', '분포'],
  inputs: {
    block: {
      symbol: 'p_\\theta',
      title: { en: 'Network that tells the next token', ko: '다음 토큰을 내는 네트워크' },
      takes: 'block',
    },
    like: { symbol: 'x', title: { en: 'Tokens like these', ko: '같은 종류의 토큰' } },
  },
  outputs: {},
  dials: {
    prompt: promptDial,
    count: {
      type: 'number',
      default: 12,
      min: 1,
      max: 200,
      integer: true,
      title: { en: 'Tokens shown', ko: '보일 토큰 수' },
    },
  },
  grow: (_dials, _blockOf, wiredInto) => ({ inputs: sidePorts(wiredInto('block'), ['block', 'like']) }),
  examples: () => 1,
  build(ops, inputs, { prompt }, context) {
    const { block, like } = inputs;
    const length = lengthOfTokens('like', like);
    const meaning = context.meaningOf(like);
    const given = promptTokens(meaning.vocabulary, prompt, length);
    const shown = [0, ...given];
    // The row that the network is used to, zeros behind the prompt: a causal one does not see them.
    const value = Array.from({ length }, (_, i) => shown[i] ?? 0);
    const input = ops.constant({ value, shape: [1, length], dtype: 'int32' });
    const logits = askForTokens(context, ops, block, input, meaning, sideInputs(block, inputs));
    const count = logits.shape[2]!;
    const here = ops.slice(logits, { begin: [0, given.length, 0], size: [1, 1, count] });
    return {
      probabilities: ops.softmax(ops.reshape(here, { shape: [1, count] })),
      vocabulary: vocabularyTensor(ops, meaning.vocabulary),
    };
  },
  finish({ probabilities, vocabulary }, { prompt, count }) {
    const known = vocabularyFrom(vocabulary!);
    const all = Array.from(probabilities!.data, (share, token) => ({
      name: known ? nameOfToken(known, token) : String(token),
      share,
    })).sort((a, b) => b.share - a.share);
    const shares = all.slice(0, count);
    return {
      picture: {
        form: 'shares',
        after: prompt,
        shares,
        others: all.slice(count).reduce((sum, { share }) => sum + share, 0),
      },
    };
  },
});
