import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import type { BuildContext } from '../build-context.ts';
import { defineLook } from '../contract.ts';
import { countDial } from '../count-dial.ts';
import { conditionPorts, denoiserDoors } from '../denoiser.ts';
import { sampled } from '../diffusion-sampling.ts';
import { comparedPorts, featuresFound, judged, mustBeFewFeatures } from '../feature-net.ts';
import type { Measured } from '../finding.ts';
import { frechetDistance, momentsOf } from '../frechet.ts';
import { measuredMean } from '../measured-mean.ts';
import { manifoldNumbers } from '../neighbours.ts';
import { noiseShape, shape } from '../noise-ports.ts';
import type { Block } from '../port.ts';
import { asFloat } from '../promotion.ts';
import { clipDial, guidanceDial, methodDial, stepsDial } from '../sampling-dials.ts';
import { schedulePort } from '../schedule-ports.ts';
import { calledNumber, distanceNumber, manifoldNumberTitles, rightClassNumber } from '../measured-numbers.ts';

/** Neighbours that a ball of precision and recall reaches to. */
const NEIGHBOURS = 5;

const numbers = { ...distanceNumber, ...manifoldNumberTitles, ...rightClassNumber };

export default defineLook({
  kind: 'quality-curve',
  family: 'views',
  places: ['board'],
  role: 'view',
  rarely: true,
  title: { en: 'Quality against a dial', ko: '다이얼에 따른 품질' },
  sentence: {
    en: 'Samples a denoiser with several numbers of steps, or several strengths of guidance, from the same noise, and measures each: how far the samples are from data, or how right and how various they are. Dear, so it looks where training ends and where you ask. Its size depends on how many examples it looks at.',
    ko: '같은 노이즈에서 스텝 수나 가이던스를 바꿔 가며 디노이저로 샘플을 만들고 각각을 잽니다. 데이터와 얼마나 먼지, 또는 얼마나 맞고 다양한지입니다. 오래 걸려서 학습이 끝날 때와 요청할 때만 봅니다. 값의 크기는 예제 수에 따라 달라집니다.',
  },
  formula: ({ over }) =>
    over === 'steps' ? 'K \\mapsto q(\\tilde{x}^{(K)}, x)' : 'w \\mapsto q(\\tilde{x}^{(w)}, x)',
  aliases: ['quality by steps', 'guidance sweep', 'FID curve', 'trade-off', '스텝별 품질', '가이던스 비교'],
  source: 'steps: Song, Meng & Ermon 2021, table 1; guidance: Ho & Salimans 2022, figure 4',
  inputs: {
    block: { symbol: '\\hat{\\epsilon}_\\theta', title: { en: 'Denoiser', ko: '디노이저' }, takes: 'block' },
    schedule: schedulePort,
    real: { symbol: 'x', title: { en: 'Real', ko: '실제' } },
    features: comparedPorts.features,
    decoder: {
      symbol: 'D',
      title: { en: 'Decoder, where samples are latents', ko: '샘플이 잠재 벡터일 때 쓸 디코더' },
      takes: 'block',
      optional: true,
    },
  },
  outputs: {},
  numbers,
  dials: {
    over: {
      type: 'choice',
      default: 'steps',
      title: { en: 'Against', ko: '가로축' },
      options: {
        steps: { en: 'steps', ko: '스텝 수' },
        guidance: { en: 'guidance w', ko: '가이던스 w' },
      },
    },
    at: {
      type: 'numbers',
      default: [5, 10, 20, 50],
      min: 0,
      max: 10_000,
      title: { en: 'At', ko: '값' },
    },
    show: {
      type: 'choice',
      default: 'distance',
      title: { en: 'Measure', ko: '잴 것' },
      options: {
        distance: { en: 'Fréchet distance', ko: '프레셰 거리' },
        shares: { en: 'precision, recall, right class', ko: '정밀도, 재현율, 맞는 클래스' },
      },
    },
    method: methodDial,
    steps: { ...stepsDial, default: 20 },
    guidance: guidanceDial,
    clip: clipDial,
    shape,
    count: { ...countDial, default: 128, min: NEIGHBOURS + 1 },
  },
  check({ over, at }) {
    const wrong = at.find((value) => over === 'steps' && !(Number.isInteger(value) && value >= 1));
    if (at.length > 0 && wrong === undefined) return;
    throw new Problem(
      `'at' lists what is tried, such as 5, 10, 20, 50 steps (whole numbers from 1 on) or a guidance of 1, 2, 4; it is [${at.join(', ')}]. Correct the list.`,
      `'at'은 시험할 값의 목록입니다. 스텝 수면 5, 10, 20, 50 같은 1 이상의 정수, 가이던스면 1, 2, 4처럼 적습니다. 지금은 [${at.join(', ')}]입니다. 목록을 고치세요.`,
    );
  },
  grow: ({ over, guidance }, _blockOf, wiredInto) => ({
    inputs: conditionPorts(wiredInto('block'), over === 'guidance' || guidance !== 1),
  }),
  examples: ({ count }) => count,
  build(ops, inputs, dials, context) {
    const { block, schedule, real, features, decoder } = inputs;
    const { conditions, noisy } = denoiserDoors(block);
    const noise = context.normalNoise(noiseShape(context, undefined, dials.shape), 'start');
    const label = conditions
      .map((name) => inputs[name] as Tensor | undefined)
      .find((given) => given?.dtype === 'int32' && given.shape.length === 1);
    const found: Record<string, Tensor> = { real: featuresFound(ops, context, 'real', real, features) };
    mustBeFewFeatures(found['real']!.shape[1]!);
    for (const at of dials.at) {
      const steps = dials.over === 'steps' ? at : dials.steps;
      const guidance = dials.over === 'guidance' ? at : dials.guidance;
      const { samples } = sampled(ops, context, {
        block,
        schedule,
        given: inputs,
        guidance:
          guidance === 1 || conditions.length === 0
            ? null
            : ops.constant({ value: guidance, shape: [], dtype: 'float32' }),
        clip: dials.clip,
        method: dials.method,
        steps,
        eta: 0,
        noise,
        frames: 1,
      });
      const range = dials.clip > 0 ? { range: [-dials.clip, dials.clip] as const } : {};
      const made = context.means(samples, { kind: block.expects[noisy] ?? 'any', ...range });
      const shown = decoder ? decoded(context, decoder, made) : made;
      found[`made ${at}`] = featuresFound(ops, context, 'samples', shown, features);
      if (label && features?.outputs.includes('logits'))
        found[`right ${at}`] = rightClass(ops, context, shown, label, features);
    }
    return found;
  },
  finish(measured, { over, at, show }) {
    const lines = linesOf(measured, at, show);
    return {
      numbers: Object.fromEntries(
        lines.flatMap(({ name, values }) => values.map((value, i) => [`${name} at ${at[i]}`, value])),
      ),
      picture: {
        form: 'curves',
        axis: over === 'steps' ? { en: 'steps', ko: '스텝 수' } : { en: 'guidance w', ko: '가이던스 w' },
        at,
        lines: lines.map(({ name, values }) => ({ name: calledNumber(numbers, name), values })),
      },
    };
  },
});

/** What a decoder makes of latents. @throws Problem where it takes more than the one thing */
function decoded(context: BuildContext, decoder: Block, latent: Tensor): Tensor {
  const [input, ...more] = decoder.inputs;
  const [output] = decoder.outputs;
  if (input === undefined || output === undefined || more.length > 0)
    throw new Problem(
      `A decoder takes a latent and answers with an example; '${decoder.name}' takes ${decoder.inputs.join(', ') || 'nothing'}. Wire the decoder that the latents belong to.`,
      `디코더는 잠재 벡터 하나를 받아 예제를 내야 하는데 '${decoder.name}'의 입력은 ${decoder.inputs.join(', ') || '없음'}입니다. 그 잠재 벡터의 디코더를 연결하세요.`,
    );
  return context.call(decoder, { [input]: latent })[output]!;
}

/** 1 where a classifier sees the class that was asked for, [B]. */
const rightClass = (
  ops: Operations,
  context: BuildContext,
  shown: Tensor,
  label: Tensor,
  classifier: Block,
): Tensor =>
  asFloat(ops, ops.equal(ops.argMax(judged(ops, context, shown, classifier), { axis: -1 }), label));

/** A line for each measure, with a value for each number on the axis. */
function linesOf(
  measured: Readonly<Record<string, Measured>>,
  at: readonly number[],
  show: 'distance' | 'shares',
): readonly { readonly name: string; readonly values: readonly number[] }[] {
  const real = measured['real']!;
  const dimensions = real.shape[1]!;
  const made = at.map((value) => measured[`made ${value}`]!);
  if (show === 'distance') {
    const moments = momentsOf(real.data, dimensions);
    const values = made.map(({ data }) => frechetDistance(momentsOf(data, dimensions), moments));
    return [{ name: 'distance', values }];
  }
  const shares = made.map(({ data }) =>
    manifoldNumbers({ data: real.data, dimensions }, { data, dimensions }, NEIGHBOURS),
  );
  const right = at.map((value) => measured[`right ${value}`]);
  return [
    { name: 'precision', values: shares.map(({ precision }) => precision) },
    { name: 'recall', values: shares.map(({ recall }) => recall) },
    ...(right.every((found) => found !== undefined)
      ? [{ name: 'right class', values: right.map((found) => measuredMean(found!)) }]
      : []),
  ];
}
