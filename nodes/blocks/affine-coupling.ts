import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { sumOfExample } from '../per-example.ts';

export default defineNode({
  kind: 'affine-coupling',
  family: 'blocks',
  places: ['design'],
  title: { en: 'Affine coupling', ko: '아핀 결합' },
  sentence: {
    en: 'One half of the numbers stays; by what a network makes of it, the other half is scaled and shifted. So it can be undone exactly, whatever the network.',
    ko: '수의 절반은 그대로 두고, 그 절반으로 네트워크가 정한 만큼 나머지 절반을 늘이고 옮깁니다. 그래서 네트워크가 무엇이든 정확히 되돌릴 수 있습니다.',
  },
  formula:
    'y_b = e^{s} x_b + t,\\quad (s, t) = f_\\theta(x_a),\\quad \\log\\left|\\det\\tfrac{\\partial y}{\\partial x}\\right| = \\textstyle\\sum s',
  aliases: ['RealNVP', 'normalizing flow', 'invertible', 'coupling layer', '정규화 흐름', '가역'],
  source: 'Dinh, Sohl-Dickstein & Bengio 2017, eq. 7 and 8; Kingma & Dhariwal 2018',
  inputs: { input: { symbol: 'x', title: { en: 'Input', ko: '입력' } } },
  outputs: {
    output: { symbol: 'y', title: { en: 'Output', ko: '출력' } },
    logDeterminant: {
      symbol: '\\log\\left|\\det J\\right|',
      title: { en: 'Log determinant per example', ko: '예제별 로그 행렬식' },
    },
  },
  dials: {
    design: {
      type: 'text',
      default: '',
      title: { en: 'Design of its network', ko: '네트워크의 설계' },
      help: {
        en: 'It is given the half that stays, and answers with a scale and a shift for each number of the other half.',
        ko: '그대로 두는 절반을 받아, 나머지 절반의 수마다 크기와 이동을 하나씩 내놓습니다.',
      },
    },
    stays: {
      type: 'choice',
      default: 'first half',
      title: { en: 'What stays', ko: '그대로 두는 쪽' },
      options: {
        'first half': { en: 'the first half', ko: '앞쪽 절반' },
        'second half': { en: 'the second half', ko: '뒤쪽 절반' },
      },
    },
    direction: {
      type: 'choice',
      default: 'forward',
      title: { en: 'Direction', ko: '방향' },
      options: {
        forward: { en: 'forward', ko: '정방향' },
        inverse: { en: 'inverse: undoes it', ko: '역방향: 되돌림' },
      },
    },
    limit: {
      type: 'number',
      default: 2,
      min: 0.01,
      max: 100,
      title: { en: 'Largest log scale', ko: '로그 크기의 한계' },
      help: {
        en: 's is bent softly so that it stays below.',
        ko: 's를 부드럽게 눌러 이 값을 넘지 않게 합니다.',
      },
    },
    again: {
      type: 'text',
      default: '',
      title: { en: 'Same weights as', ko: '가중치 공유 대상' },
      help: {
        en: 'The coupling whose network this one uses too: the one that it undoes.',
        ko: '네트워크를 함께 쓸 결합. 되돌릴 결합을 적습니다.',
      },
    },
  },
  build(ops, { input }, { design, stays, direction, limit, again }, context) {
    const [kept, changed] = halves(ops, input, stays);
    const block = context.block(`design:${design}`);
    const [door] = block.inputs;
    const made = door === undefined ? {} : context.call(block, { [door]: kept }, again ? { again } : {});
    const [scale, shift] = scaleAndShift(ops, made[block.outputs[0] ?? ''], changed, block.name);
    // limit·tanh(s/limit): s itself near 0.
    const s = ops.multiply(ops.tanh(ops.divide(scale, limit)), limit);
    const turned =
      direction === 'forward'
        ? ops.add(ops.multiply(changed, ops.exp(s)), shift)
        : ops.multiply(ops.subtract(changed, shift), ops.exp(ops.negative(s)));
    const output = ops.concat(stays === 'first half' ? [kept, turned] : [turned, kept], { axis: 1 });
    const sum = sumOfExample(ops, s); // [B]
    return {
      output: context.means(output, context.meaningOf(input)),
      logDeterminant: direction === 'forward' ? sum : ops.negative(sum),
    };
  },
});

/** The half that stays, and the half that changes; of an odd number of numbers the first half is the smaller one. */
function halves(
  ops: Operations,
  x: Tensor,
  stays: 'first half' | 'second half',
): [kept: Tensor, changed: Tensor] {
  const size = x.shape[1];
  if (x.shape.length !== 2 || typeof size !== 'number' || size < 2)
    throw new Problem(
      `A coupling needs examples of two or more numbers, [B, D]; it was given ${formatShape(x.shape)}. A reshape can bring them into that form.`,
      `결합에는 수가 둘 이상인 예제 [B, D]이(가) 필요한데 ${formatShape(x.shape)}이(가) 들어왔습니다. 모양 바꾸기로 맞출 수 있습니다.`,
    );
  const first = Math.floor(size / 2);
  const part = (begin: number, count: number) => ops.slice(x, { begin: [0, begin], size: [-1, count] });
  const [front, back] = [part(0, first), part(first, size - first)];
  return stays === 'first half' ? [front, back] : [back, front];
}

/** What the network says: as many scales, then as many shifts, as there are numbers to change. */
function scaleAndShift(
  ops: Operations,
  made: Tensor | undefined,
  changed: Tensor,
  name: string,
): [scale: Tensor, shift: Tensor] {
  const count = changed.shape[1] as number;
  if (!made || made.shape.length !== 2 || made.shape[1] !== 2 * count)
    throw new Problem(
      `The network '${name}' answers with ${made ? formatShape(made.shape) : 'nothing'}; a scale and a shift for each of ${count} numbers are needed, [B, ${2 * count}]. Give its last layer ${2 * count} units.`,
      `네트워크 '${name}'의 출력이 ${made ? formatShape(made.shape) : '없음'}입니다. 수 ${count}개마다 크기와 이동이 하나씩, [B, ${2 * count}]이(가) 필요합니다. 마지막 층의 유닛을 ${2 * count}개로 하세요.`,
    );
  const part = (begin: number) => ops.slice(made, { begin: [0, begin], size: [-1, count] });
  return [part(0), part(count)];
}
