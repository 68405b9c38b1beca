import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { bothClouds, cloudCountDial, cloudPorts } from '../cloud-ports.ts';
import { defineLook } from '../contract.ts';

/** Added to the count of each cell, so that an empty one is rare and not impossible (Krichevsky & Trofimov 1981). */
const PRIOR = 0.5;

export default defineLook({
  kind: 'grid-divergence',
  family: 'metrics',
  places: ['board'],
  role: 'metric',
  title: { en: 'Divergence on a grid', ko: '격자 위의 발산' },
  sentence: {
    en: 'Counts samples and data in the cells of a grid and compares the shares: KL and Jensen-Shannon divergence in nats. Few points make it larger than it is.',
    ko: '격자 칸마다 샘플과 데이터를 세어 비율을 비교합니다. KL 발산과 옌센-섀넌 발산을 nats로 냅니다. 점이 적으면 실제보다 크게 나옵니다.',
  },
  formula:
    '\\mathrm{KL} = \\textstyle\\sum_c p_c \\log\\frac{p_c}{q_c},\\quad \\mathrm{JS} = \\tfrac12\\mathrm{KL}(p \\| m) + \\tfrac12\\mathrm{KL}(q \\| m)',
  aliases: ['grid KL', 'Jensen-Shannon', 'histogram', 'JSD', '옌센-섀넌'],
  inputs: cloudPorts,
  outputs: {},
  dials: {
    cells: {
      type: 'number',
      default: 20,
      min: 1,
      max: 500,
      integer: true,
      title: { en: 'Cells a side', ko: '한 변의 칸 수' },
    },
    count: cloudCountDial,
  },
  examples: ({ count }) => count,
  build(ops, { generated, real }) {
    if (real.shape.length !== 2 || real.shape[1] !== 2)
      throw new Problem(
        `The grid lies in the plane and needs points [B, 2]; it was given ${formatShape(real.shape)}. Use sliced-wasserstein or mmd for more dimensions.`,
        `격자는 평면에 있으므로 점 [B, 2]이(가) 필요한데 ${formatShape(real.shape)}이(가) 들어왔습니다. 차원이 더 많으면 sliced-wasserstein이나 mmd를 쓰세요.`,
      );
    return bothClouds(ops, generated, real);
  },
  finish({ generated, real }, { cells }) {
    const cellOf = cellsOver(real!.data, cells);
    const p = shares(real!.data, cellOf, cells);
    const q = shares(generated!.data, cellOf, cells);
    const middle = p.map((share, cell) => (share + q[cell]!) / 2);
    return {
      numbers: { KL: divergence(p, q), JS: (divergence(p, middle) + divergence(q, middle)) / 2 },
    };
  },
});

/** Which cell a place lies in: cells over the extent of the data, and one more for everything outside. */
function cellsOver(data: ArrayLike<number>, cells: number): (x: number, y: number) => number {
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ];
  for (let i = 0; i < data.length; i++) {
    low[i % 2] = Math.min(low[i % 2]!, data[i]!);
    high[i % 2] = Math.max(high[i % 2]!, data[i]!);
  }
  const place = (x: number, axis: number) => {
    const along = (cells * (x - low[axis]!)) / (high[axis]! - low[axis]! || 1);
    return x === high[axis] ? cells - 1 : Math.floor(along);
  };
  return (x, y) => {
    const [column, row] = [place(x, 0), place(y, 1)];
    const inside = column >= 0 && column < cells && row >= 0 && row < cells;
    return inside ? row * cells + column : cells * cells;
  };
}

function shares(data: ArrayLike<number>, cellOf: (x: number, y: number) => number, cells: number): number[] {
  const counts = Array<number>(cells * cells + 1).fill(PRIOR);
  for (let i = 0; i < data.length; i += 2) counts[cellOf(data[i]!, data[i + 1]!)]!++;
  const total = data.length / 2 + PRIOR * counts.length;
  return counts.map((count) => count / total);
}

const divergence = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, share, cell) => sum + share * Math.log(share / q[cell]!), 0);
