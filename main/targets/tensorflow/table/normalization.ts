import type { NormalizationAttributes } from '../../../../nodes/alphabet/operations/normalization.ts';
import { isKnown, sizeOf, type Shape } from '../../../../nodes/alphabet/shape.ts';
import { outputOf, type GraphBuilder, type NodeAttributes, type Ref } from '../graph-builder.ts';
import { float, reshapeFrom } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

const settings = (epsilon: number): NodeAttributes => ({
  U: { type: 'float32' },
  epsilon: { float: epsilon },
  data_format: { text: 'NHWC' },
  is_training: { flag: true },
});

/** TensorFlow's fused ops take [batch, height, width, channels] only; of other shapes, all axes but the last become one. */
const asImage = (shape: Shape): Shape =>
  shape.length === 4 ? shape : [sizeOf(shape.slice(0, -1)), 1, 1, shape.at(-1)!];

/** What a fused normalization keeps for its gradient; how it is meant is between the two ops and differs by device. */
interface Kept {
  readonly x: Ref;
  readonly reserved: readonly Ref[];
}

const keyOf = (mean: Ref, variance: Ref) => `normalization of ${mean} and ${variance}`;

export default {
  batchNormalization: print<NormalizationAttributes>((printing) => {
    const { graph, inputs, types, attributes } = printing;
    const [x, scale, shift] = inputs;
    const { shape } = types[0];
    const count = sizeOf(shape.slice(0, -1));
    // How many examples there are must be known, as a variance over all but one of them comes back.
    if (!isKnown(count)) return printing.define();
    const none = graph.constant({ dtype: 'float32', shape: [0], data: new Float32Array() });
    const image = reshapeFrom(graph, x, 'float32', shape, asImage(shape));
    const fused = float(graph, 'FusedBatchNormV3', [image, scale, shift, none, none], {
      ...settings(attributes.epsilon),
      exponential_avg_factor: { float: 1 },
    });
    const mean = outputOf(fused, 1);
    const variance = float(graph, 'Mul', [outputOf(fused, 2), graph.float((count - 1) / count)]);
    const reserved = [3, 4, 5].map((index) => outputOf(fused, index));
    graph.remember(keyOf(mean, variance), { x, reserved } satisfies Kept);
    return [reshapeFrom(graph, fused, 'float32', asImage(shape), shape), mean, variance];
  }),
  batchNormalizationGradient: print<NormalizationAttributes>((printing) => {
    const { graph, inputs, types, attributes } = printing;
    const [dy, x, scale, mean, variance] = inputs as readonly Ref[] as readonly [Ref, Ref, Ref, Ref, Ref];
    const kept = graph.recall<Kept>(keyOf(mean, variance));
    if (kept?.x !== x) return printing.define();
    const { shape } = types[0];
    const image = (value: Ref) => imageOf(graph, value, shape);
    const fused = float(
      graph,
      'FusedBatchNormGradV3',
      [image(dy), image(x), scale, ...kept.reserved],
      settings(attributes.epsilon),
    );
    return [
      reshapeFrom(graph, fused, 'float32', asImage(shape), shape),
      outputOf(fused, 1),
      outputOf(fused, 2),
    ];
  }),
} satisfies PrintTable;

const imageOf = (graph: GraphBuilder, value: Ref, shape: Shape): Ref =>
  reshapeFrom(graph, value, 'float32', shape, asImage(shape));
