import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';
import type { Dial } from './dial.ts';
import type { InputPort } from './port.ts';
import type { Block } from './port.ts';
import { sideInputs } from './side-ports.ts';

/** What views share that look at a block all over the plane. */

export const planeBlock = {
  symbol: 'f_\\theta',
  title: { en: 'Block', ko: '블록' },
  takes: 'block',
} as const satisfies InputPort;

export const spanDial = {
  type: 'number',
  default: 3,
  min: 0.01,
  max: 1000,
  title: { en: 'Span', ko: '범위' },
  help: {
    en: 'From minus this to plus this on both axes.',
    ko: '두 축 모두 이 값의 음수에서 양수까지 봅니다.',
  },
} as const satisfies Dial;

export const outputDial = {
  type: 'text',
  default: '',
  title: { en: 'Output', ko: '출력' },
  help: { en: 'Of the block; its first one where empty.', ko: '블록의 출력. 비우면 첫째 출력입니다.' },
} as const satisfies Dial;

/** The middles of n × n cells, [n², 2], row by row from the top left. */
export function planeOf(ops: Operations, cells: number, span: number): Tensor {
  const place = (i: number) => Math.fround(span * ((2 * i + 1) / cells - 1));
  const value = Array.from({ length: cells * cells }, (_, i) => [
    place(i % cells),
    -place(Math.floor(i / cells)),
  ]).flat();
  return ops.constant({ value, shape: [cells * cells, 2], dtype: 'float32' });
}

/**
 * What a block answers with at places of the plane, which are its first input. Its other inputs are the same everywhere: the
 * first example of what is wired into them.
 * @throws Problem where it has no input or no such output, or answers with something else than a row of numbers a place
 */
export function blockAt(
  ops: Operations,
  context: BuildContext,
  block: Block,
  output: string,
  places: Tensor,
  inputs: Readonly<Record<string, unknown>>,
): Tensor {
  const [input] = block.inputs;
  const port = output || block.outputs[0];
  if (input === undefined || port === undefined || !block.outputs.includes(port))
    throw new Problem(
      `The view needs a block with an input for places of the plane and ${output ? `the output '${output}'` : 'an output'}; '${block.name}' has the inputs ${block.inputs.join(', ') || 'none'} and the outputs ${block.outputs.join(', ') || 'none'}.`,
      `이 보기에는 평면의 위치를 받는 입력과 ${output ? `출력 '${output}'` : '출력'}이(가) 있는 블록이 필요합니다. '${block.name}'의 입력: ${block.inputs.join(', ') || '없음'}, 출력: ${block.outputs.join(', ') || '없음'}.`,
    );
  const count = places.shape[0] as number;
  const side = Object.fromEntries(
    Object.entries(sideInputs(block, inputs)).map(([name, value]) => {
      const example = value.shape.slice(1);
      const first = ops.slice(value, {
        begin: value.shape.map(() => 0),
        size: [1, ...example.map(() => -1)],
      });
      const everywhere = ops.broadcastTo(first, { shape: [count, ...example] });
      return [name, context.means(everywhere, context.meaningOf(value))];
    }),
  );
  const made = context.call(block, { [input]: places, ...side })[port];
  if (made && made.dtype === 'float32' && made.shape[0] === count && made.shape.length <= 2) return made;
  throw new Problem(
    `'${port}' of '${block.name}' is ${made ? formatShape(made.shape) : 'not there'} for ${count} places of the plane; a number or a row of numbers for each was expected. Choose another output.`,
    `평면의 위치 ${count}개에 대해 '${block.name}'의 '${port}'이(가) ${made ? formatShape(made.shape) : '없음'}입니다. 위치마다 수 하나 또는 한 줄이 필요합니다. 다른 출력을 고르세요.`,
  );
}
