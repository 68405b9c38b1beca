import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineLook } from '../contract.ts';
import { blockAt, outputDial, planeBlock, planeOf, spanDial } from '../plane.ts';
import { extent } from '../pictures.ts';
import { sidePorts } from '../side-ports.ts';

export default defineLook({
  kind: 'density-map',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Density map', ko: '밀도 지도' },
  sentence: {
    en: 'Colours the plane by what a block says of each place: the density, the score of a discriminator, an energy.',
    ko: '블록이 평면의 각 위치에 매기는 값으로 평면을 칠합니다. 밀도, 판별기의 점수, 에너지 등을 봅니다.',
  },
  formula: 'f_\\theta(x),\\quad x \\in [-s, s]^2',
  aliases: ['heatmap', 'contour', 'landscape', '히트맵', '등고선'],
  source: 'Kahng et al. 2019, GAN Lab',
  inputs: { block: planeBlock },
  outputs: {},
  dials: {
    show: {
      type: 'choice',
      default: 'value',
      title: { en: 'Show', ko: '표시' },
      options: {
        value: { en: 'the value', ko: '값' },
        sigmoid: { en: 'its sigmoid (from logits)', ko: '시그모이드 (로짓에서)' },
        exponential: { en: 'its exponential (from log densities)', ko: '지수 (로그 밀도에서)' },
        'negative exponential': { en: 'exp(−value) (from energies)', ko: 'exp(−값) (에너지에서)' },
      },
    },
    span: spanDial,
    cells: {
      type: 'number',
      default: 64,
      min: 2,
      max: 256,
      integer: true,
      title: { en: 'Cells a side', ko: '한 변의 칸 수' },
    },
    output: outputDial,
  },
  grow: (_dials, _blockOf, wiredInto) => ({ inputs: sidePorts(wiredInto('block'), ['block']) }),
  examples: () => 1,
  build(ops, inputs, { show, span, cells, output }, context) {
    const made = blockAt(ops, context, inputs.block, output, planeOf(ops, cells, span), inputs);
    if (made.shape.length === 2 && made.shape[1] !== 1)
      throw new Problem(
        `The density map shows one number a place; '${inputs.block.name}' answers with ${formatShape(made.shape.slice(1))}. Choose another output, or the vector field.`,
        `밀도 지도는 위치마다 수 하나를 보여 주는데 '${inputs.block.name}'은(는) ${formatShape(made.shape.slice(1))}을(를) 냅니다. 다른 출력이나 벡터장 보기를 고르세요.`,
      );
    const shown = {
      value: () => made,
      sigmoid: () => ops.sigmoid(made),
      exponential: () => ops.exp(made),
      'negative exponential': () => ops.exp(ops.negative(made)),
    }[show]();
    return { values: ops.reshape(shown, { shape: [cells, cells] }) };
  },
  finish({ values }, { show, span }) {
    const range = show === 'sigmoid' ? ([0, 1] as const) : extent([values!.data]);
    return { picture: { form: 'field', span, values: values!, range } };
  },
});
