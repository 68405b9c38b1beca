import type { Attributes } from '../../../../nodes/alphabet/operation.ts';
import type { Pair } from '../../../../nodes/alphabet/window.ts';
import { fill, float } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

const CENTRES = { align_corners: { flag: false }, half_pixel_centers: { flag: true } } as const;

export default {
  resizeBilinear: print<Attributes & { readonly size: Pair }>(
    ({ graph, inputs: [image], attributes: { size } }) =>
      float(graph, 'ResizeBilinear', [image, graph.ints(size)], CENTRES),
  ),
  // The second input is looked at for its shape alone.
  resizeBilinearGradient: ({ graph, inputs: [dy], types: [type] }) =>
    float(graph, 'ResizeBilinearGrad', [dy, fill(graph, graph.float(0), 'float32', type.shape)], CENTRES),
} satisfies PrintTable;
