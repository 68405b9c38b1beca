import { mustHaveRoom, readChosen } from '../caption-dials.ts';
import { defineNode } from '../contract.ts';
import { dataSeedDial, heldOutExamplesDial, trainingExamplesDial } from '../drawn-data-dials.ts';
import { captionLength, captionWords, PLACES } from '../shape-captions.ts';
import { sizeOfVocabulary } from '../vocabulary.ts';

export default defineNode({
  kind: 'captioned-shapes',
  family: 'data',
  places: ['board'],
  role: 'data',
  title: { en: 'Captioned shapes', ko: '캡션 달린 도형' },
  sentence: {
    en: 'Small pictures drawn by rule, and a sentence about each: "a large red circle at the top left". Some show two shapes.',
    ko: '규칙으로 그린 작은 그림과 그 설명 한 문장입니다. 예: "왼쪽 위에 큰 빨간 원". 도형이 두 개인 그림도 있습니다.',
  },
  formula: 'x, c, a \\sim p_{\\text{data}}',
  aliases: ['text and image', 'captions', 'CLIP', 'text to image', 'words', '캡션', '도형', '글과 그림'],
  inputs: {},
  outputs: {
    image: { symbol: 'x', title: { en: 'Image', ko: '이미지' } },
    caption: { symbol: 'c', title: { en: 'Caption', ko: '캡션' } },
    attributes: {
      symbol: 'a',
      title: {
        en: 'By place: size, colour, shape (0: nothing there)',
        ko: '자리마다 크기, 색, 모양 (0은 빈 자리)',
      },
    },
  },
  dials: {
    size: {
      type: 'number',
      default: 32,
      min: 16,
      max: 128,
      integer: true,
      title: { en: 'Side of a picture', ko: '그림의 한 변' },
    },
    shapes: {
      type: 'text',
      default: '',
      title: { en: 'Shapes', ko: '모양' },
      help: {
        en: 'With commas: circle, square, triangle. All where empty.',
        ko: '쉼표로 나눕니다: 원, 사각형, 삼각형. 비우면 전부입니다.',
      },
    },
    colours: {
      type: 'text',
      default: '',
      title: { en: 'Colours', ko: '색' },
      help: {
        en: 'With commas: red, green, blue, yellow, purple, white. All where empty.',
        ko: '쉼표로 나눕니다: 빨간, 초록, 파란, 노란, 보라, 흰. 비우면 전부입니다.',
      },
    },
    places: {
      type: 'text',
      default: '',
      title: { en: 'Places', ko: '자리' },
      help: {
        en: 'With commas: top left, top right, bottom left, bottom right, centre. All where empty.',
        ko: '쉼표로 나눕니다: 왼쪽 위, 오른쪽 위, 왼쪽 아래, 오른쪽 아래, 가운데. 비우면 전부입니다.',
      },
    },
    range: {
      type: 'choice',
      default: '0..1',
      title: { en: 'Range', ko: '범위' },
      options: { '0..1': { en: '0 to 1', ko: '0~1' }, '-1..1': { en: '-1 to 1', ko: '-1~1' } },
    },
    language: {
      type: 'choice',
      default: 'English',
      title: { en: 'Language of the captions', ko: '캡션의 언어' },
      options: { English: { en: 'English', ko: '영어' }, Korean: { en: 'Korean', ko: '한국어' } },
    },
    twoShapes: {
      type: 'number',
      default: 0.4,
      min: 0,
      max: 1,
      title: { en: 'Share with two shapes', ko: '도형이 두 개인 비율' },
      help: { en: 'Two shapes lie in two corners.', ko: '도형 두 개는 두 모서리에 놓입니다.' },
    },
    heldOutCombinations: {
      type: 'number',
      default: 0,
      min: 0,
      max: 0.9,
      title: { en: 'Combinations held out', ko: '검증용 조합의 비율' },
      help: {
        en: 'This share of all pairs of coloured shapes (a red circle beside a blue square) is never in training; held-out pictures of two shapes are then of these only.',
        ko: '색과 모양의 짝(빨간 원과 파란 사각형) 중 이 비율은 학습에 나오지 않습니다. 그러면 도형이 두 개인 검증 그림은 이런 짝만 보여 줍니다.',
      },
    },
    order: {
      type: 'choice',
      default: 'reading order',
      title: { en: 'Two shapes are told', ko: '두 도형을 말하는 순서' },
      options: {
        'reading order': { en: 'in reading order', ko: '읽는 순서대로' },
        'either order': { en: 'in either order', ko: '아무 순서로나' },
      },
    },
    examples: { ...trainingExamplesDial, default: 12_000 },
    heldOut: { ...heldOutExamplesDial, default: 2000 },
    seed: dataSeedDial,
  },
  check: (dials) => mustHaveRoom(readChosen(dials), dials),
  dataset: (dials) => ({ kind: 'captioned-shapes', dials: { ...dials } }),
  build(_ops, _inputs, { size, range, language }, context) {
    const image = context.data('image', [size, size, 3], 'float32');
    const caption = context.data('caption', [captionLength(language)], 'int32');
    const vocabulary = captionWords(language);
    return {
      image: context.means(image, {
        kind: 'image',
        range: range === '0..1' ? [0, 1] : [-1, 1],
        data: 'grey',
      }),
      caption: context.means(caption, {
        kind: 'tokens',
        classes: sizeOfVocabulary(vocabulary),
        vocabulary,
      }),
      attributes: context.data('attributes', [PLACES.length, 3], 'int32'),
    };
  },
});
