import type { NoiseAttributes } from '../../../../nodes/alphabet/operations/noise.ts';
import type { GraphBuilder, Ref } from '../graph-builder.ts';
import { concat, reshape, slice } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';
import type { OperationName } from '../operations-2.7.ts';

/** Philox in the numbering of TensorFlow's algorithms. */
const PHILOX = 1;

/** Pairs of int32 words as uint64, the low word first. */
const words = (graph: GraphBuilder, parts: readonly Ref[], count: number): Ref =>
  graph.node('Bitcast', [reshape(graph, concat(graph, parts, 'int32', 0), 'int32', [count, 2])], {
    T: { type: 'int32' },
    type: { type: 'uint64' },
  });

const noise = (op: OperationName) =>
  print<NoiseAttributes>(({ graph, inputs: [random], inputTypes, types: [{ shape }], attributes }) => {
    const { stream } = attributes;
    const withTurn = inputTypes[0].shape[0] === 3;
    const counter = graph.once(`counter of ${random}`, () => {
      const turn = withTurn ? slice(graph, random, 'int32', [2], [1]) : graph.ints([0]);
      return words(graph, [graph.ints([0, 0]), slice(graph, random, 'int32', [1], [1]), turn], 2);
    });
    const seed = graph.once(`seed of ${random}`, () => slice(graph, random, 'int32', [0], [1]));
    const key = words(graph, [seed, graph.ints([stream])], 1);
    return graph.node(op, [graph.dimensions(shape), key, counter, graph.int(PHILOX)], {
      dtype: { type: 'float32' },
      Tshape: { type: 'int32' },
    });
  });

export default {
  uniformNoise: noise('StatelessRandomUniformV2'),
  normalNoise: noise('StatelessRandomNormalV2'),
} satisfies PrintTable;
