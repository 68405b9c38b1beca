import { Problem } from '../alphabet/problem.ts';
import { defineNode } from '../contract.ts';
import { CURVES, EXPLODING_ENDS } from '../noise-curves.ts';
import type { Prediction, Schedule } from '../schedule.ts';

/** What a network is to tell, in TeX. */
const SAID: Readonly<Record<Prediction, string>> = {
  noise: '\\epsilon',
  clean: 'x_0',
  v: '\\alpha_t \\epsilon - \\sigma_t x_0',
  velocity: '\\epsilon - x_0',
  score: '-\\epsilon / \\sigma_t',
};

/** β at time s of the curves that are told by it. */
const BETA = {
  linear: '\\beta_s = \\beta_0 + s\\,(\\beta_1 - \\beta_0)',
  quadratic: '\\sqrt{\\beta_s} = \\sqrt{\\beta_0} + s\\,(\\sqrt{\\beta_1} - \\sqrt{\\beta_0})',
} as const;

/** x_t, and how much noise it holds, in TeX, as the papers write it. */
function noised(
  process: Schedule['process'],
  curve: string,
  stepped: boolean,
): readonly [noisy: string, ...how: string[]] {
  if (process === 'straight flow') return ['x_t = (1 - t)\\,x_0 + t\\,\\epsilon'];
  if (process === 'variance exploding')
    return ['x_t = x_0 + \\sigma_t \\epsilon', '\\sigma_t = \\sigma_0 (\\sigma_1 / \\sigma_0)^t'];
  const noisy = 'x_t = \\alpha_t x_0 + \\sigma_t \\epsilon';
  const left = '\\alpha_t^2 = 1 - \\sigma_t^2';
  switch (curve) {
    case 'linear':
    case 'quadratic':
      return [
        noisy,
        `${left} = ${stepped ? '\\prod_{s \\le t} (1 - \\beta_s / T)' : 'e^{-\\int_0^t \\beta_s\\,ds}'}`,
        BETA[curve],
      ];
    case 'cosine':
      return [noisy, `${left} \\propto \\cos^2\\left(\\frac{t + s}{1 + s}\\,\\frac{\\pi}{2}\\right)`];
    case 'sigmoid':
      return [
        noisy,
        `${left} \\propto \\operatorname{sigmoid}(b) - \\operatorname{sigmoid}(a + t\\,(b - a))`,
      ];
    default:
      return [noisy, left];
  }
}

export default defineNode({
  kind: 'noise-schedule',
  family: 'noise',
  places: ['board'],
  title: { en: 'Noise schedule', ko: '노이즈 스케줄' },
  sentence: {
    en: 'How data turns into noise from time 0 to time 1, and what a network is to tell about what lies in between.',
    ko: '시간 0에서 1까지 데이터가 노이즈로 바뀌는 방식과, 그 사이의 값에 대해 네트워크가 무엇을 말할지를 정합니다.',
  },
  formula({ process, curve, steps, prediction }) {
    const [noisy, ...how] = noised(process, curve, steps > 0);
    return [noisy, `y_t = ${SAID[prediction]}`, ...how].join(',\\quad ');
  },
  aliases: ['beta schedule', 'alpha bar', 'diffusion process', '베타 스케줄', '확산 과정'],
  source:
    'linear: Ho et al. 2020; cosine: Nichol & Dhariwal 2021; quadratic: Song, Meng & Ermon 2021; sigmoid: Jabri et al. 2023; geometric: Song & Ermon 2019; straight flow: Lipman et al. 2023; v: Salimans & Ho 2022, section 4',
  inputs: {},
  outputs: {
    schedule: { symbol: '(\\alpha, \\sigma)', title: { en: 'Schedule', ko: '스케줄' }, gives: 'schedule' },
  },
  dials: {
    process: {
      type: 'choice',
      default: 'variance preserving',
      title: { en: 'Process', ko: '과정' },
      options: {
        'variance preserving': { en: 'variance preserving: α² + σ² = 1', ko: '분산 보존: α² + σ² = 1' },
        'variance exploding': { en: 'variance exploding: α = 1', ko: '분산 폭발: α = 1' },
        'straight flow': { en: 'straight flow: α = 1 − t, σ = t', ko: '직선 흐름: α = 1 − t, σ = t' },
      },
    },
    curve: {
      type: 'choice',
      default: 'cosine',
      title: { en: 'Curve', ko: '곡선' },
      help: {
        en: 'Of a variance preserving process. An exploding one is always geometric, a straight flow straight.',
        ko: '분산 보존 과정의 곡선입니다. 분산 폭발은 늘 등비, 직선 흐름은 늘 직선입니다.',
      },
      options: {
        linear: { en: 'linear β', ko: '선형 β' },
        cosine: { en: 'cosine', ko: '코사인' },
        quadratic: { en: 'quadratic β', ko: '이차 β' },
        sigmoid: { en: 'sigmoid', ko: '시그모이드' },
        drawn: { en: 'drawn by hand', ko: '손으로 그리기' },
      },
    },
    ends: {
      type: 'numbers',
      default: [],
      min: -1000,
      max: 1000,
      title: { en: 'Ends', ko: '양 끝' },
      help: {
        en: 'Empty: those of the paper. β₀, β₁ of linear (0.1, 20) and quadratic; offset and end of cosine (0.008, 1); start and end of sigmoid (-3, 3); least and largest σ of an exploding process (0.01, 50).',
        ko: '비우면 논문의 값입니다. 선형(0.1, 20)과 이차는 β₀, β₁, 코사인은 오프셋과 끝(0.008, 1), 시그모이드는 시작과 끝(-3, 3), 분산 폭발은 가장 작은 σ와 가장 큰 σ(0.01, 50)입니다.',
      },
    },
    drawn: {
      type: 'numbers',
      default: [1, 0.93, 0.75, 0.5, 0.25, 0.07, 0],
      min: 0,
      max: 1,
      title: { en: 'Drawn curve ᾱ', ko: '그린 곡선 ᾱ' },
      help: {
        en: 'α² at equal distances from time 0 to 1; it begins at 1 and falls.',
        ko: '시간 0부터 1까지 같은 간격의 α²입니다. 1에서 시작해 줄어듭니다.',
      },
    },
    steps: {
      type: 'number',
      default: 1000,
      min: 0,
      max: 100_000,
      integer: true,
      title: { en: 'Steps T', ko: '스텝 수 T' },
      help: { en: '0: time is continuous.', ko: '0이면 시간이 연속입니다.' },
    },
    prediction: {
      type: 'choice',
      default: 'noise',
      title: { en: 'Prediction', ko: '예측 대상' },
      options: {
        noise: { en: 'noise ε', ko: '노이즈 ε' },
        clean: { en: 'clean x₀', ko: '원본 x₀' },
        v: { en: 'v = αε − σx₀', ko: 'v = αε − σx₀' },
        velocity: { en: 'velocity ε − x₀ (straight flow)', ko: '속도 ε − x₀ (직선 흐름)' },
        score: { en: 'score ∇ log q', ko: '스코어 ∇ log q' },
      },
    },
  },
  check({ process, curve, ends, drawn, prediction }) {
    if (prediction === 'velocity' && process !== 'straight flow')
      throw new Problem(
        `The velocity ε − x₀ is that of a straight flow; the process is '${process}'. Set the process to 'straight flow', or predict 'v'.`,
        `속도 ε − x₀는 직선 흐름의 예측 대상인데 과정이 '${process}'입니다. 과정을 'straight flow'로 바꾸거나 'v'를 예측하세요.`,
      );
    if (ends.length !== 0 && ends.length !== 2)
      throw new Problem(
        `'ends' takes two numbers, or none for those of the paper; it has ${ends.length}. Give both or neither.`,
        `'ends'에는 수 두 개가 필요하고, 비우면 논문의 값을 씁니다. 지금은 ${ends.length}개입니다. 둘 다 넣거나 비우세요.`,
      );
    const [first = 0, last = 1] = ends;
    const positive = process === 'variance exploding' || ['linear', 'quadratic'].includes(curve);
    const rises =
      process === 'straight flow' || curve === 'drawn' || (first < last && !(positive && first < 0));
    const exploding = process === 'variance exploding' && first <= 0;
    if (ends.length === 2 && (!rises || exploding))
      throw new Problem(
        `Noise must grow with time: the ends are ${first} and ${last}. Give a smaller first and a larger second number${positive ? ', none of them negative' : ''}.`,
        `노이즈는 시간에 따라 커져야 하는데 양 끝이 ${first}, ${last}입니다. 첫째는 작게, 둘째는 크게${positive ? ', 음수가 아니게' : ''} 정하세요.`,
      );
    const falls = drawn.length >= 2 && drawn[0] === 1 && drawn.every((x, i) => i === 0 || x < drawn[i - 1]!);
    if (process === 'variance preserving' && curve === 'drawn' && !falls)
      throw new Problem(
        `The drawn curve must begin at 1 and fall at every point; it is [${drawn.join(', ')}]. Draw it falling from 1.`,
        `그린 곡선은 1에서 시작해 점마다 줄어들어야 하는데 [${drawn.join(', ')}]입니다. 1에서 내려가도록 그리세요.`,
      );
  },
  build(_ops, _inputs, { process, curve, ends, drawn, steps, prediction }) {
    const exploding = process === 'variance exploding';
    const usual = exploding ? EXPLODING_ENDS : curve === 'drawn' ? ([0, 1] as const) : CURVES[curve].ends;
    const [first = usual[0], last = usual[1]] = ends;
    const schedule: Schedule = {
      process,
      curve: exploding ? 'geometric' : curve,
      ends: [first, last],
      drawn,
      steps,
      prediction,
    };
    return { schedule };
  },
});
