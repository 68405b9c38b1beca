import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { GatherAttributes } from '../../../../nodes/alphabet/operations/indexing.ts';
import type { CumulativeSumAttributes } from '../../../../nodes/alphabet/operations/scan.ts';
import { resolveAxis, type Dimension } from '../../../../nodes/alphabet/shape.ts';
import { print, type PrintTable } from '../print.ts';

const INDEX = { type: 'int32' } as const;

export default {
  gather: print<GatherAttributes>(
    ({ graph, inputs: [values, indices], inputTypes: [type], attributes: { axis = 0 } }) =>
      graph.node('GatherV2', [values, indices, graph.int(resolveAxis(axis, type.shape.length))], {
        Tparams: { type: type.dtype },
        Tindices: INDEX,
        Taxis: INDEX,
        batch_dims: { int: 0 },
      }),
  ),
  segmentSum: print<Attributes & { readonly segments: Dimension }>(
    ({ graph, inputs: [values, indices], attributes: { segments } }) =>
      graph.node('UnsortedSegmentSum', [values, indices, graph.dimension(segments)], {
        T: { type: 'float32' },
        Tindices: INDEX,
        Tnumsegments: INDEX,
      }),
  ),
  oneHot: print<Attributes & { readonly depth: number }>(
    ({ graph, inputs: [indices], attributes: { depth } }) =>
      graph.node('OneHot', [indices, graph.int(depth), graph.float(1), graph.float(0)], {
        T: { type: 'float32' },
        TI: INDEX,
        axis: { int: -1 },
      }),
  ),
  cumulativeSum: print<CumulativeSumAttributes>(
    ({ graph, inputs: [x], types: [type], attributes: { axis, exclusive = false, reverse = false } }) =>
      graph.node('Cumsum', [x, graph.int(resolveAxis(axis, type.shape.length))], {
        T: { type: type.dtype },
        Tidx: INDEX,
        exclusive: { flag: exclusive },
        reverse: { flag: reverse },
      }),
  ),
} satisfies PrintTable;
