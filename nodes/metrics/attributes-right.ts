import { Problem } from '../alphabet/problem.ts';
import { formatShape, sameShape } from '../alphabet/shape.ts';
import { countDial } from '../count-dial.ts';
import { defineLook } from '../contract.ts';
import { answersAbout } from '../feature-net.ts';
import type { Measured } from '../finding.ts';
import { measuredMean } from '../measured-mean.ts';
import { asFloat } from '../promotion.ts';

export default defineLook({
  kind: 'attributes-right',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Attributes right', ko: '속성 정확도' },
  sentence: {
    en: 'Whether a picture shows what was asked for, as a judge sees it: a thing at each of the places and no other, and each of its attributes. All of them have to be right at every place.',
    ko: '요청한 것이 그림에 나왔는지 심판 네트워크로 봅니다. 있어야 할 자리에만 있는지, 속성마다 맞는지 재며, 모든 자리에서 맞아야 맞은 것입니다.',
  },
  formula: '\\frac{1}{N}\\sum_i \\prod_{p,k} [\\operatorname{argmax} c_{pk}(\\tilde{x}_i) = a_{ipk}]',
  aliases: ['compositional accuracy', 'prompt followed', '프롬프트 일치', '구성 정확도'],
  inputs: {
    generated: { symbol: '\\tilde{x}', title: { en: 'Generated', ko: '생성한 것' } },
    attributes: {
      symbol: 'a',
      title: {
        en: 'Asked for: by place and attribute, 0 where nothing is',
        ko: '요청: 자리와 속성별, 0은 없음',
      },
    },
    features: { symbol: 'c', title: { en: 'Judge', ko: '심판' }, takes: 'block' },
  },
  outputs: {},
  numbers: {
    colour: { title: { en: 'colour', ko: '색' } },
    shape: { title: { en: 'shape', ko: '모양' } },
    size: { title: { en: 'size', ko: '크기' } },
    place: { title: { en: 'place', ko: '자리' } },
    all: { title: { en: 'all', ko: '모두' } },
  },
  dials: { count: { ...countDial, default: 200 } },
  examples: ({ count }) => count,
  build(ops, { generated, attributes, features }, _dials, context) {
    const answers = answersAbout(ops, context, generated, features);
    const { outputs } = features;
    const [batch, places, each] = attributes.shape;
    const fits =
      attributes.dtype === 'int32' &&
      attributes.shape.length === 3 &&
      each === outputs.length &&
      outputs.every((name) => sameShape(answers[name]!.shape.slice(0, -1), [batch!, places!]));
    if (!fits)
      throw new Problem(
        `The judge answers with an output for each attribute, a number for each place and each value: [B, places, values]. '${features.name}' answers ${outputs.map((name) => `${name} ${formatShape(answers[name]!.shape)}`).join(', ')} about attributes ${attributes.dtype} ${formatShape(attributes.shape)}. Wire a judge of these attributes.`,
        `심판은 속성마다 출력 하나로 자리와 값별 수 [B, 자리, 값]을 내야 합니다. '${features.name}'은(는) ${attributes.dtype} ${formatShape(attributes.shape)} 속성에 대해 ${outputs.map((name) => `${name} ${formatShape(answers[name]!.shape)}`).join(', ')}을(를) 냅니다. 이 속성의 심판을 연결하세요.`,
      );
    const judged = outputs.map((name) => ops.argMax(answers[name]!, { axis: -1 })); // [B, places] each
    const asked = outputs.map((_, i) =>
      ops.reshape(ops.slice(attributes, { begin: [0, 0, i], size: [-1, -1, 1] }), {
        shape: [batch!, places!],
      }),
    );
    const everywhere = (right: typeof generated) => ops.reduceMin(asFloat(ops, right), { axes: [1] }); // [B]
    const right = outputs.map((_, i) => everywhere(ops.equal(judged[i]!, asked[i]!)));
    const taken = (numbers: typeof generated) => asFloat(ops, ops.greater(numbers, 0));
    return {
      ...Object.fromEntries(outputs.map((name, i) => [`of ${name}`, right[i]!])),
      place: everywhere(ops.equal(taken(judged[0]!), taken(asked[0]!))),
      all: right.reduce((product, one) => ops.multiply(product, one)),
    };
  },
  finish({ all, place, ...others }) {
    const named = Object.entries(others).map(([name, value]) => [name.replace(/^of /, ''), value] as const);
    const shares = [...named, ['place', place!], ['all', all!]] as [string, Measured][];
    return { numbers: Object.fromEntries(shares.map(([name, value]) => [name, measuredMean(value)])) };
  },
});
