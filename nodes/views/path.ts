import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineLook } from '../contract.ts';
import { mustHaveSameShape } from '../per-example.ts';
import { rangeDial, rangeShown, rangeTensor } from '../pictures.ts';
import { asFloat } from '../promotion.ts';

export default defineLook({
  kind: 'path',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Path', ko: '경로' },
  sentence: {
    en: 'How samples come out of noise, frame by frame: x_t, and below it what the network guesses the end to be.',
    ko: '노이즈에서 샘플이 나오는 과정을 장면별로 보여 줍니다. 위는 x_t, 아래는 네트워크가 짐작한 끝 모습입니다.',
  },
  formula: 'x_1 \\to x_t \\to x_0',
  aliases: ['trajectory', 'denoising steps', 'film strip', '궤적', '디노이징 과정'],
  inputs: {
    path: { symbol: 'x_t', title: { en: 'Path', ko: '경로' } },
    guesses: { symbol: '\\hat{x}_0', title: { en: 'Guesses', ko: '추측' }, optional: true },
  },
  outputs: {},
  dials: {
    count: {
      type: 'number',
      default: 8,
      min: 1,
      max: 2000,
      integer: true,
      title: { en: 'Samples', ko: '샘플 수' },
    },
    range: rangeDial,
  },
  examples: ({ count }) => count,
  build(ops, { path, guesses }, _dials, context) {
    const { shape } = path;
    const last = shape.at(-1);
    const points = shape.length === 3 && (last === 2 || last === 3);
    const images = shape.length === 5 && (last === 1 || last === 3);
    if (!points && !images)
      throw new Problem(
        `The view shows a path of pictures, [B, frames, height, width, 1 or 3], or of points, [B, frames, 2 or 3]; it was given ${formatShape(shape)}. Wire the path of a sampler; latents need a decoder first.`,
        `이 보기는 이미지의 경로 [B, 장면, 높이, 너비, 1 또는 3]이나 점의 경로 [B, 장면, 2 또는 3]을 보여 주는데 ${formatShape(shape)}이(가) 들어왔습니다. 샘플러의 경로를 연결하세요. 잠재 벡터는 먼저 디코더를 거쳐야 합니다.`,
      );
    if (guesses) mustHaveSameShape('guesses', guesses, 'path', path);
    return {
      path: asFloat(ops, path),
      ...(guesses ? { guesses: asFloat(ops, guesses) } : {}),
      range: rangeTensor(ops, context.meaningOf(path)),
    };
  },
  finish({ path, guesses, range }, dials) {
    return {
      picture: {
        form: 'frames',
        of: path!.shape.length === 3 ? 'points' : 'images',
        frames: path!,
        ...(guesses ? { guesses } : {}),
        range: rangeShown(dials.range, range!, path!),
      },
    };
  },
});
