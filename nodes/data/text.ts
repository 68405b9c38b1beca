import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { heldOutShareDial } from '../file-dials.ts';
import { longestSum, separatorOf, vocabularyOf, vocabularySize } from '../text-sources.ts';
import type { Meaning, OutputPort } from '../port.ts';

export default defineNode({
  kind: 'text',
  family: 'data',
  places: ['board'],
  role: 'data',
  title: { en: 'Text', ko: '텍스트' },
  sentence: {
    en: 'Rows of tokens: names, pieces of a book, sums, or your own text. Token 0 is the end, and fills a row behind it.',
    ko: '토큰의 행입니다. 이름, 책의 조각, 덧셈식, 또는 내 글을 씁니다. 토큰 0은 끝을 뜻하고 끝난 뒤의 자리를 채웁니다.',
  },
  formula: 'x_1, \\dots, x_L \\sim p_{\\text{data}}',
  aliases: [
    'language',
    'letters',
    'words',
    'tokenizer',
    'BPE',
    'byte pair encoding',
    'corpus',
    '글자',
    '토크나이저',
    '자모',
    '말뭉치',
    '한글',
  ],
  source:
    'first names: US Social Security Administration; Opticks: Isaac Newton 1730; byte pairs: Sennrich, Haddow & Birch 2016',
  inputs: {},
  outputs: { tokens: { symbol: 'x', title: { en: 'Tokens', ko: '토큰' } } },
  dials: {
    source: {
      type: 'choice',
      default: 'first names',
      title: { en: 'Source', ko: '출처' },
      options: {
        'first names': { en: 'first names (8,000)', ko: '영어 이름 (8,000개)' },
        'Korean names': { en: 'Korean names, by rule', ko: '한국어 이름 (규칙으로 만듦)' },
        Opticks: { en: "a book: Newton's Opticks", ko: '책: 뉴턴의 광학' },
        sums: { en: 'sums, by rule', ko: '덧셈식 (규칙으로 만듦)' },
        'lines of a file': { en: 'lines of a file', ko: '파일의 줄들' },
        'text of a file': { en: 'text of a file, as one', ko: '파일의 글 전체' },
      },
    },
    tokenizer: {
      type: 'choice',
      default: 'characters',
      title: { en: 'Tokens are', ko: '토큰 단위' },
      options: {
        characters: { en: 'characters', ko: '글자' },
        jamo: { en: 'characters, Hangul by its letters', ko: '글자 (한글은 자모)' },
        'byte pairs': { en: 'byte pairs (BPE)', ko: '바이트 쌍 (BPE)' },
      },
    },
    length: {
      type: 'number',
      default: 16,
      min: 2,
      max: 4096,
      integer: true,
      title: { en: 'Length of a row', ko: '행의 길이' },
      help: { en: 'In tokens, the end included.', ko: '끝을 포함한 토큰 수입니다.' },
    },
    encoding: {
      type: 'choice',
      default: 'UTF-8',
      title: { en: 'Encoding', ko: '인코딩' },
      options: {
        'UTF-8': { en: 'UTF-8', ko: 'UTF-8' },
        'UTF-16': { en: 'UTF-16', ko: 'UTF-16' },
        CP949: { en: 'CP949 (Korean Windows)', ko: 'CP949 (한국어 윈도)' },
      },
      help: {
        en: 'What an own file was saved in, and whose bytes are paired.',
        ko: '내 파일이 저장된 방식이며, 바이트 쌍도 이 방식의 바이트로 만듭니다.',
      },
    },
    vocabulary: {
      type: 'number',
      default: 0,
      min: 0,
      max: 65_536,
      integer: true,
      title: { en: 'Vocabulary', ko: '어휘 크기' },
      help: {
        en: 'How many tokens there are at most; 0: what the source has, 512 byte pairs, 256 characters of an own file.',
        ko: '토큰의 최대 개수입니다. 0이면 출처에 있는 만큼, 바이트 쌍은 512개, 내 파일의 글자는 256개입니다.',
      },
    },
    digits: {
      type: 'number',
      default: 2,
      min: 1,
      max: 6,
      integer: true,
      title: { en: 'Digits of the summands', ko: '더하는 수의 자릿수' },
      help: { en: 'At most; of sums only.', ko: '최대 자릿수입니다. 덧셈식에만 씁니다.' },
    },
    separator: {
      type: 'text',
      default: '',
      title: { en: 'Question ends with', ko: '질문의 끝' },
      help: {
        en: 'Lines are then questions and answers, with a port for the question; sums have = of themselves.',
        ko: '줄을 질문과 답으로 보고 질문 포트를 둡니다. 덧셈식에는 =이 이미 있습니다.',
      },
    },
    rows: {
      type: 'number',
      default: 1,
      min: 1,
      max: 1000,
      integer: true,
      title: { en: 'Rows of an example', ko: '예제 하나의 행 수' },
      help: {
        en: 'Above 1 for what looks at many texts for each sample, such as copies.',
        ko: '베낀 글처럼 샘플마다 많은 글을 살피는 지표에서 1보다 크게 둡니다.',
      },
    },
    examples: {
      type: 'number',
      default: 0,
      min: 0,
      max: 10_000_000,
      integer: true,
      title: { en: 'Training examples', ko: '학습 예제 수' },
      help: { en: 'At most; 0: all of them.', ko: '최대 개수. 0이면 전부입니다.' },
    },
    heldOut: { ...heldOutShareDial, default: 0.1 },
    looks: {
      type: 'choice',
      default: 'held-out',
      title: { en: 'Views and metrics see', ko: '보기와 지표가 보는 것' },
      options: {
        'held-out': { en: 'held-out examples', ko: '검증 예제' },
        training: { en: 'training examples', ko: '학습 예제' },
      },
    },
    file: {
      type: 'text',
      default: '',
      title: { en: 'Own text file', ko: '내 텍스트 파일' },
      help: { en: 'It is read only when you allow it.', ko: '허락했을 때만 읽습니다.' },
    },
  },
  check(dials) {
    const own = dials.source.endsWith('of a file');
    if (own !== (dials.file !== ''))
      throw new Problem(
        own
          ? "This source is a file, and none is named. Name a text file in 'file'."
          : `A file is named and the source is '${dials.source}'. Set 'source' to 'lines of a file' or 'text of a file', or empty 'file'.`,
        own
          ? "출처가 파일인데 정해진 파일이 없습니다. 'file'에 텍스트 파일을 적으세요."
          : `파일이 정해져 있는데 출처가 '${dials.source}'입니다. 'source'를 'lines of a file'이나 'text of a file'로 바꾸거나 'file'을 비우세요.`,
      );
    if (
      dials.source === 'sums' &&
      dials.tokenizer !== 'byte pairs' &&
      dials.length < longestSum(dials.digits)
    )
      throw new Problem(
        `Sums of ${dials.digits} digits take up to ${longestSum(dials.digits)} tokens, the end included, and a row has ${dials.length}. Set 'length' to ${longestSum(dials.digits)}.`,
        `${dials.digits}자리 덧셈식은 끝을 포함해 토큰이 최대 ${longestSum(dials.digits)}개인데 행의 길이는 ${dials.length}입니다. 'length'를 ${longestSum(dials.digits)}(으)로 바꾸세요.`,
      );
    vocabularySize(dials);
  },
  grow: ({ source, separator }) => ({
    outputs: separatorOf(source, separator) === '' ? {} : { question },
  }),
  dataset: ({ file, ...dials }) => ({
    kind: 'text',
    dials: { ...dials, ...(file === '' ? {} : { file: { text: file } }) },
  }),
  build(_ops, _inputs, dials, context) {
    const vocabulary = vocabularyOf(dials) ?? context.vocabulary();
    const meaning: Meaning = {
      kind: 'tokens',
      classes: vocabularySize(dials),
      ...(vocabulary ? { vocabulary } : {}),
    };
    const shape = dials.rows === 1 ? [dials.length] : [dials.rows, dials.length];
    const row = (port: string) => context.means(context.data(port, shape, 'int32'), meaning);
    const tokens = row('tokens');
    return separatorOf(dials.source, dials.separator) === ''
      ? { tokens }
      : { tokens, question: row('question') };
  },
});

const question = {
  symbol: 'q',
  title: { en: 'Question (0 behind it)', ko: '질문 (뒤는 0)' },
} as const satisfies OutputPort;
