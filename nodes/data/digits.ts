import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';

const ALL = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export default defineNode({
  kind: 'digits',
  family: 'data',
  places: ['board'],
  role: 'data',
  title: { en: 'Digits', ko: '손글씨 숫자' },
  sentence: {
    en: 'Handwritten digits, 28 x 28: 10,000 of MNIST, a fifth of them held out.',
    ko: '28 x 28 손글씨 숫자입니다. MNIST 10,000장이며 그중 5분의 1은 검증용으로 남겨 둡니다.',
  },
  formula: 'x, y \\sim p_{\\text{data}}',
  aliases: ['MNIST', 'handwriting', 'images', '숫자', '필기', '이미지'],
  source: 'LeCun, Bottou, Bengio & Haffner 1998, Gradient-based learning applied to document recognition',
  inputs: {},
  outputs: {
    image: { symbol: 'x', title: { en: 'Image', ko: '이미지' } },
    label: {
      symbol: 'y',
      title: { en: 'Class', ko: '클래스' },
      meaning: { kind: 'label', classes: ALL.length },
    },
  },
  dials: {
    values: {
      type: 'choice',
      default: 'grey',
      title: { en: 'Values', ko: '값' },
      options: {
        grey: { en: 'grey', ko: '회색조' },
        binary: { en: 'binary', ko: '이진' },
      },
      help: {
        en: 'Binary: ink above one half is 1, the rest 0. Likelihoods are told on binary digits.',
        ko: '이진: 절반보다 진하면 1, 나머지는 0입니다. 우도는 이진 숫자에서 말합니다.',
      },
    },
    range: {
      type: 'choice',
      default: '0..1',
      title: { en: 'Range', ko: '범위' },
      options: { '0..1': { en: '0 to 1', ko: '0~1' }, '-1..1': { en: '-1 to 1', ko: '-1~1' } },
    },
    classes: {
      type: 'numbers',
      default: ALL,
      min: 0,
      max: ALL.length - 1,
      integer: true,
      title: { en: 'Classes', ko: '클래스' },
    },
    examples: {
      type: 'number',
      default: 0,
      min: 0,
      max: 10_000_000,
      integer: true,
      title: { en: 'Training examples', ko: '학습 예제 수' },
      help: { en: '0: all of them.', ko: '0이면 전부입니다.' },
    },
    heldOut: {
      type: 'number',
      default: 0,
      min: 0,
      max: 10_000_000,
      integer: true,
      title: { en: 'Held-out examples', ko: '검증 예제 수' },
      help: { en: '0: all of them.', ko: '0이면 전부입니다.' },
    },
    looks: {
      type: 'choice',
      default: 'held-out',
      title: { en: 'Views and metrics see', ko: '보기와 지표가 보는 것' },
      options: {
        'held-out': { en: 'held-out examples', ko: '검증 예제' },
        training: { en: 'training examples', ko: '학습 예제' },
      },
      help: {
        en: 'Beside each other they show whether a model learned or learned by heart.',
        ko: '둘을 나란히 두면 배웠는지 외웠는지 드러납니다.',
      },
    },
    images: {
      type: 'text',
      default: '',
      title: { en: 'Own images (IDX file)', ko: '내 이미지 (IDX 파일)' },
      help: {
        en: 'A file of 28x28 images in IDX form, gzipped or not, instead of the digits that ship with Genloom.',
        ko: 'Genloom에 들어 있는 숫자 대신 쓸 28x28 이미지의 IDX 파일(gzip 가능).',
      },
    },
    labels: {
      type: 'text',
      default: '',
      title: { en: 'Own classes (IDX file)', ko: '내 클래스 (IDX 파일)' },
      help: { en: 'The classes that belong to the own images.', ko: '내 이미지에 딸린 클래스 파일.' },
    },
  },
  check({ classes, images, labels }) {
    if ((images === '') !== (labels === ''))
      throw new Problem(
        'Own digits need two files, the images and their classes; one of them is empty. Give both or neither.',
        '내 숫자를 쓰려면 이미지와 클래스 파일이 모두 필요한데 하나가 비어 있습니다. 둘 다 지정하거나 둘 다 비우세요.',
      );
    if (classes.length === 0 || new Set(classes).size < classes.length)
      throw new Problem(
        `The classes are a list of different digits, at least one; it is [${classes.join(', ')}]. Correct the list.`,
        `클래스는 서로 다른 숫자 하나 이상의 목록이어야 하는데 [${classes.join(', ')}]입니다. 목록을 고치세요.`,
      );
  },
  dataset: ({ values, range, classes, examples, heldOut, looks, images, labels }) => ({
    kind: 'digits',
    dials: {
      values,
      range,
      classes,
      ...(examples > 0 ? { examples } : {}),
      ...(heldOut > 0 ? { heldOut } : {}),
      ...(looks === 'training' ? { looks } : {}),
      ...(images !== '' ? { file: { images, labels } } : {}),
    },
  }),
  build(_ops, _inputs, { values, range }, context) {
    const image = context.data('image', [28, 28, 1], 'float32');
    context.means(image, { kind: 'image', range: range === '0..1' ? [0, 1] : [-1, 1], data: values });
    return { image, label: context.data('label', [], 'int32') };
  },
});
