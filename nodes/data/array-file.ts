import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { classesDial, fileDial, heldOutShareDial } from '../file-dials.ts';
import type { Meaning } from '../port.ts';

export default defineNode({
  kind: 'array-file',
  family: 'data',
  places: ['board'],
  role: 'data',
  title: { en: 'Array file (npy, npz, IDX)', ko: '배열 파일 (npy, npz, IDX)' },
  sentence: {
    en: "Examples along the first axis of an array that NumPy saved, or of a file in MNIST's form; it is read from the disk batch by batch.",
    ko: 'NumPy로 저장한 배열이나 MNIST 형식 파일의 첫 축을 따라 놓인 예제들입니다. 배치마다 디스크에서 읽습니다.',
  },
  formula: 'x \\sim p_{\\text{data}}',
  aliases: ['numpy', 'npy', 'npz', 'IDX', 'tensor', '넘파이', '텐서'],
  inputs: {},
  outputs: { value: { symbol: 'x', title: { en: 'Value', ko: '값' } } },
  dials: {
    file: fileDial('File', '파일'),
    array: {
      type: 'text',
      default: '',
      title: { en: 'Array in an npz', ko: 'npz 안의 배열' },
      help: { en: 'The only one where empty.', ko: '비우면 하나뿐인 배열.' },
    },
    shape: {
      type: 'numbers',
      default: [28, 28, 1],
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Shape of one example', ko: '예제 하나의 모양' },
    },
    values: {
      type: 'choice',
      default: 'asTheyAre',
      title: { en: 'Values', ko: '값' },
      options: {
        asTheyAre: { en: 'as they are', ko: '그대로' },
        unit: { en: 'bytes to 0..1', ko: '바이트를 0~1로' },
        symmetric: { en: 'bytes to -1..1', ko: '바이트를 -1~1로' },
      },
    },
    labels: {
      type: 'text',
      default: '',
      title: { en: 'Classes: array in the npz, or a file', ko: '클래스: npz 안의 배열 또는 파일' },
      help: { en: 'None where empty.', ko: '비우면 없습니다.' },
    },
    classes: classesDial,
    heldOut: heldOutShareDial,
  },
  check({ file, labels, classes }) {
    if (file === '')
      throw new Problem(
        'No file is chosen. Choose one that numpy.save or numpy.savez wrote, or one in IDX form.',
        '파일을 고르지 않았습니다. numpy.save나 numpy.savez로 쓴 파일, 또는 IDX 형식 파일을 고르세요.',
      );
    if ((labels === '') !== (classes === 0))
      throw new Problem(
        'Classes need to be named and counted: fill both dials, or neither.',
        '클래스는 어디 있는지와 몇 개인지를 함께 정해야 합니다. 둘 다 채우거나 둘 다 비우세요.',
      );
  },
  grow: ({ classes }) => ({
    outputs: classes > 0 ? { label: { symbol: 'y', title: { en: 'Class', ko: '클래스' } } } : {},
  }),
  dataset({ file, array, shape, values, labels, classes, heldOut }) {
    // In an npz the classes are an array beside the others, else a file of their own.
    const inside = /\.npz$/i.test(file) && !/\.(npy|npz|gz|ubyte|idx)$/i.test(labels);
    return {
      kind: 'array-file',
      dials: {
        file: labels === '' || inside ? { array: file } : { array: file, labels },
        array,
        labels: labels === '' ? 'none' : inside ? 'array' : 'file',
        ...(labels !== '' && inside ? { labelsArray: labels } : {}),
        shape,
        classes,
        values: { asTheyAre: 'as they are', unit: 'bytes to 0..1', symmetric: 'bytes to -1..1' }[values],
        heldOut,
      },
    };
  },
  build(_ops, _inputs, { shape, values, classes }, context) {
    const value = context.data('value', shape, 'float32');
    const isPicture = shape.length === 3 && (shape[2] === 1 || shape[2] === 3);
    const ranges = { asTheyAre: undefined, unit: [0, 1], symmetric: [-1, 1] } as const;
    const range = ranges[values];
    const meaning: Meaning = {
      kind: isPicture ? 'image' : 'any',
      data: range ? 'grey' : 'continuous',
      ...(range ? { range } : {}),
    };
    context.means(value, meaning);
    if (classes === 0) return { value };
    return { value, label: context.means(context.data('label', [], 'int32'), { kind: 'label', classes }) };
  },
});
