import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineLook } from '../contract.ts';
import { blockAt, outputDial, planeBlock, planeOf, spanDial } from '../plane.ts';
import { sidePorts } from '../side-ports.ts';

export default defineLook({
  kind: 'vector-field',
  family: 'views',
  places: ['board'],
  role: 'view',
  title: { en: 'Vector field', ko: '벡터장' },
  sentence: {
    en: 'Arrows all over the plane: up or down the slope of what a block says, or the vectors that it answers with.',
    ko: '평면 전체에 화살표를 그립니다. 블록이 내는 값의 기울기를 오르거나 내리는 방향, 또는 블록이 내는 벡터입니다.',
  },
  formula: 'v(x) = \\nabla_x f_\\theta(x)',
  aliases: ['arrows', 'quiver', 'gradient field', 'score', '화살표', '기울기장'],
  inputs: { block: planeBlock },
  outputs: {},
  dials: {
    show: {
      type: 'choice',
      default: 'gradient',
      title: { en: 'Show', ko: '표시' },
      options: {
        gradient: { en: 'up the slope', ko: '오르막 방향' },
        'negative gradient': { en: 'down the slope', ko: '내리막 방향' },
        output: { en: 'the output itself', ko: '출력 그대로' },
        'negative output': { en: 'the output, backwards', ko: '출력의 반대 방향' },
      },
    },
    span: spanDial,
    cells: {
      type: 'number',
      default: 20,
      min: 2,
      max: 100,
      integer: true,
      title: { en: 'Arrows a side', ko: '한 변의 화살표 수' },
    },
    output: outputDial,
  },
  grow: (_dials, _blockOf, wiredInto) => ({ inputs: sidePorts(wiredInto('block'), ['block']) }),
  examples: () => 1,
  build(ops, inputs, { show, span, cells, output }, context) {
    const places = planeOf(ops, cells, span);
    const made = blockAt(ops, context, inputs.block, output, places, inputs);
    const itself = show === 'output' || show === 'negative output';
    if (itself && made.shape[1] !== 2)
      throw new Problem(
        `A vector in the plane has two numbers; '${inputs.block.name}' answers with ${formatShape(made.shape.slice(1))}. Show its gradient, or choose another output.`,
        `평면의 벡터는 수가 둘인데 '${inputs.block.name}'은(는) ${formatShape(made.shape.slice(1))}을(를) 냅니다. 그래디언트를 표시하거나 다른 출력을 고르세요.`,
      );
    const up = () => context.gradient(ops.reduceSum(made), [places])[0]!;
    const forwards = itself ? made : up();
    const arrows = show === 'output' || show === 'gradient' ? forwards : ops.negative(forwards);
    return { arrows: ops.reshape(arrows, { shape: [cells, cells, 2] }) };
  },
  finish: ({ arrows }, { span }) => ({ picture: { form: 'field', span, arrows: arrows! } }),
});
