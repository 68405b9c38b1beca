import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { comparedPorts, featuresFound, mustBeFewFeatures } from '../feature-net.ts';
import { frechetDistance, momentsOf } from '../frechet.ts';
import { distanceNumber } from '../measured-numbers.ts';

export default defineLook({
  kind: 'frechet-distance',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Fréchet distance', ko: '프레셰 거리' },
  sentence: {
    en: 'How far generated examples are from real ones: both are looked at by a network, and the Gaussians of its features are compared. Its size depends on that network and on the number of examples.',
    ko: '생성한 것과 실제가 얼마나 먼지 잽니다. 둘을 한 네트워크로 보고 그 특징의 가우시안을 비교합니다. 값의 크기는 그 네트워크와 예제 수에 따라 달라집니다.',
  },
  formula: '\\|\\mu_1 - \\mu_2\\|^2 + \\operatorname{tr}(C_1 + C_2 - 2 (C_1^{1/2} C_2 C_1^{1/2})^{1/2})',
  aliases: ['FID', 'FD', 'Frechet', 'Fréchet inception distance', 'Wasserstein-2', '프레셰', '생성 품질'],
  source: 'Heusel et al. 2017, GANs trained by a two time-scale update rule, eq. 6',
  inputs: comparedPorts,
  outputs: {},
  numbers: distanceNumber,
  dials: { count: countDial },
  examples: ({ count }) => count,
  build(ops, { generated, real, features }, _dials, context) {
    const found = {
      generated: featuresFound(ops, context, 'generated', generated, features),
      real: featuresFound(ops, context, 'real', real, features),
    };
    const [d, e] = [found.generated.shape[1]!, found.real.shape[1]!];
    if (d !== e)
      throw new Problem(
        `Generated examples have features of shape ${formatShape([d])} and real ones of ${formatShape([e])}. Wire two tensors of one shape.`,
        `생성한 것의 특징은 모양이 ${formatShape([d])}, 실제의 특징은 ${formatShape([e])}입니다. 모양이 같은 두 텐서를 연결하세요.`,
      );
    mustBeFewFeatures(d);
    return found;
  },
  finish({ generated, real }) {
    const d = generated!.shape[1]!;
    const distance = frechetDistance(momentsOf(generated!.data, d), momentsOf(real!.data, d));
    return { numbers: { distance } };
  },
});
