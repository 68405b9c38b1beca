import type { Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { mustBePerExample } from '../per-example.ts';
import type { Named } from '../port.ts';
import { measuredMean } from '../measured-mean.ts';

/** What codes beside each other are usually called; under another name the wire's own word stands in both languages. */
const CODES = { coarse: '거칠게', middle: '중간', fine: '곱게' } as const;

export default defineLook({
  kind: 'rate-distortion',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Rate and distortion', ko: '비트율과 왜곡' },
  sentence: {
    en: 'What a code costs, in bits an example, against what is lost by it. Wires of one name belong together, so that several models stand side by side.',
    ko: '코드에 드는 비용(예제당 비트)과 그로 인해 잃는 것을 견줍니다. 이름이 같은 연결끼리 짝이 되므로 여러 모델을 나란히 볼 수 있습니다.',
  },
  formula:
    'R = \\mathbb{E}_x \\frac{\\mathrm{KL}(q(z \\mid x) \\,\\|\\, p(z))}{\\log 2},\\quad D = \\mathbb{E}_x\\, d(x, \\hat{x})',
  aliases: ['compression', 'information bottleneck', 'beta', '압축', '정보 병목'],
  source: 'Alemi et al. 2018, Fixing a broken ELBO',
  inputs: {
    rate: { symbol: 'R_i', title: { en: 'Nats per example', ko: '예제별 nats' }, several: true },
    distortion: { symbol: 'D_i', title: { en: 'Loss per example', ko: '예제별 손실' }, several: true },
  },
  outputs: {},
  numbers: Object.fromEntries(
    Object.entries(CODES).flatMap(([en, ko]) => [
      [`${en} bits`, { title: { en: `${en} bits`, ko: `비트 (${ko})` }, unit: 'bits' }],
      [`${en} distortion`, { title: { en: `${en} distortion`, ko: `왜곡 (${ko})` } }],
    ]),
  ),
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(_ops, { rate, distortion }) {
    const names = (wires: readonly Named<Tensor>[]) => wires.map(({ name }) => name).sort();
    if (names(rate).join() !== names(distortion).join())
      throw new Problem(
        `Each rate needs a distortion of the same name; the rates are ${names(rate).join(', ')} and the distortions ${names(distortion).join(', ')}. Name the wires alike.`,
        `비트율마다 이름이 같은 왜곡이 있어야 합니다. 비트율은 ${names(rate).join(', ')}, 왜곡은 ${names(distortion).join(', ')}입니다. 연결의 이름을 맞추세요.`,
      );
    for (const { name, value } of [...rate, ...distortion]) mustBePerExample(name, value);
    return Object.fromEntries([
      ...rate.map(({ name, value }) => [`rate/${name}`, value]),
      ...distortion.map(({ name, value }) => [`distortion/${name}`, value]),
    ]) as Record<string, Tensor>;
  },
  finish(measured) {
    const numbers: Record<string, number> = {};
    const names = Object.keys(measured).filter((name) => name.startsWith('rate/'));
    for (const rate of names) {
      const name = rate.slice('rate/'.length);
      numbers[`${name} bits`] = measuredMean(measured[rate]!) / Math.LN2;
      numbers[`${name} distortion`] = measuredMean(measured[`distortion/${name}`]!);
    }
    return { numbers };
  },
});
