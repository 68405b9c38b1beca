import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { dataSeedDial, heldOutExamplesDial, trainingExamplesDial } from '../drawn-data-dials.ts';
import { pointShape } from '../point-shapes.ts';

export default defineNode({
  kind: 'points-2d',
  family: 'data',
  places: ['board'],
  role: 'data',
  title: { en: '2-D points', ko: '2차원 점' },
  sentence: {
    en: 'Points in the plane, drawn from a shape whose density is known: small enough to see everything.',
    ko: '밀도를 정확히 아는 모양에서 뽑은 평면 위의 점입니다. 모든 것을 눈으로 볼 만큼 작습니다.',
  },
  formula: 'x, y \\sim p_{\\text{data}}',
  aliases: [
    'toy data',
    'ring',
    'moons',
    'mixture',
    'Gaussians',
    'swiss roll',
    '장난감 데이터',
    '고리',
    '초승달',
  ],
  source: 'moons, circles, swiss roll: as in scikit-learn; pinwheel: after Johnson et al. 2016',
  inputs: {},
  outputs: {
    points: { symbol: 'x', title: { en: 'Points', ko: '점' } },
    label: { symbol: 'y', title: { en: 'Mode', ko: '모드' } },
    logDensity: {
      symbol: '\\log p_{\\text{data}}(x)',
      title: { en: 'True log density', ko: '참 로그 밀도' },
    },
  },
  dials: {
    shape: {
      type: 'choice',
      default: 'ring',
      title: { en: 'Shape', ko: '모양' },
      options: {
        ring: { en: 'ring of Gaussians', ko: '가우시안 고리' },
        grid: { en: 'grid of Gaussians', ko: '가우시안 격자' },
        moons: { en: 'moons', ko: '초승달' },
        circles: { en: 'circles', ko: '동심원' },
        'swiss roll': { en: 'swiss roll', ko: '스위스 롤' },
        spiral: { en: 'spiral', ko: '나선' },
        pinwheel: { en: 'pinwheel', ko: '바람개비' },
        checkerboard: { en: 'checkerboard', ko: '체커보드' },
        drawn: { en: 'drawn by hand', ko: '손으로 그리기' },
      },
    },
    modes: {
      type: 'number',
      default: 0,
      min: 0,
      max: 1000,
      integer: true,
      title: { en: 'Modes', ko: '모드 수' },
      help: {
        en: 'Gaussians of ring and grid, arms of spiral and pinwheel; 0: the usual number (8, 25, 2, 5).',
        ko: '고리와 격자의 가우시안 수, 나선과 바람개비의 팔 수. 0이면 보통 값(8, 25, 2, 5)입니다.',
      },
    },
    spread: {
      type: 'number',
      default: 0.05,
      min: 1e-3,
      max: 10,
      title: { en: 'Spread', ko: '퍼짐' },
      help: { en: 'Standard deviation of the noise.', ko: '노이즈의 표준편차입니다.' },
    },
    size: {
      type: 'number',
      default: 2,
      min: 0.1,
      max: 100,
      title: { en: 'Size', ko: '크기' },
      help: { en: 'How far the shape reaches from the origin.', ko: '모양이 원점에서 뻗는 거리입니다.' },
    },
    drawn: {
      type: 'numbers',
      default: [],
      min: -1000,
      max: 1000,
      title: { en: 'Drawn points', ko: '그린 점' },
      help: { en: 'x and y of each point in turn.', ko: '점마다 x와 y를 차례로 씁니다.' },
    },
    examples: trainingExamplesDial,
    heldOut: heldOutExamplesDial,
    seed: dataSeedDial,
  },
  check(dials) {
    const { modes } = pointShape(dials);
    const fewest = Math.min(dials.examples, dials.heldOut);
    if (modes > fewest)
      throw new Problem(
        `There are ${modes} modes and only ${fewest} points, so some modes would have none. Ask for fewer modes, or for more examples.`,
        `모드는 ${modes}개인데 점은 ${fewest}개뿐이어서 점이 없는 모드가 생깁니다. 모드를 줄이거나 예제를 늘리세요.`,
      );
  },
  dataset: (dials) => ({ kind: 'points-2d', dials }),
  build(_ops, _inputs, dials, context) {
    const points = context.data('points', [2], 'float32');
    const label = context.data('label', [], 'int32');
    return {
      points: context.means(points, { kind: 'points', data: 'continuous' }),
      label: context.means(label, { kind: 'label', classes: pointShape(dials).modes }),
      logDensity: context.data('logDensity', [], 'float32'),
    };
  },
});
