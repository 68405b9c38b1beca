import {
  bothClouds,
  cloudCountDial,
  cloudPorts,
  deviationsDial,
  modeLabel,
  pointsOf,
} from '../cloud-ports.ts';
import { defineLook } from '../contract.ts';
import { modeOfEach, modesOf } from '../modes.ts';
import { ofNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'modes-covered',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Modes covered', ko: '찾은 모드 수' },
  sentence: {
    en: 'How many modes of the data a generator finds: those that get a fair share of its samples, near enough to the centre.',
    ko: '생성기가 데이터의 모드를 몇 개나 찾았는지 셉니다. 중심에 충분히 가까운 샘플을 일정 비율 이상 받은 모드입니다.',
  },
  formula: 'C = \\#\\{k : \\Pr(\\lVert\\tilde{x} - c_k\\rVert \\le 3\\sigma_k) \\ge \\tau\\}',
  aliases: ['mode collapse', 'diversity', 'recall', '모드 붕괴', '다양성'],
  source: 'Srivastava et al. 2017, VEEGAN, section 4.1',
  inputs: { ...cloudPorts, label: modeLabel },
  outputs: {},
  numbers: { covered: { title: { en: 'covered', ko: '찾은 모드' } }, ...ofNumber },
  dials: {
    deviations: deviationsDial,
    least: {
      type: 'number',
      default: 0.005,
      min: 0,
      max: 1,
      title: { en: 'Least share', ko: '최소 비율' },
      help: {
        en: 'A mode counts as found with at least this share of all samples.',
        ko: '전체 샘플 중 이 비율 이상을 받은 모드를 찾은 것으로 셉니다.',
      },
    },
    count: cloudCountDial,
  },
  examples: ({ count }) => count,
  build: (ops, { generated, real, label }) => ({ ...bothClouds(ops, generated, real), label }),
  finish({ generated, real, label }, { deviations, least }) {
    const modes = modesOf(pointsOf(real!), label!.data);
    const found = modeOfEach(pointsOf(generated!), modes, deviations);
    const counts = Array<number>(modes.length).fill(0);
    for (const mode of found) if (mode >= 0) counts[mode]!++;
    const covered = counts.filter((count) => count > 0 && count >= least * found.length).length;
    return { numbers: { covered, of: modes.length } };
  },
});
