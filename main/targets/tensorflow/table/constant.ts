import type { ConstantAttributes } from '../../../../nodes/alphabet/operations/constant.ts';
import { arrayOf } from '../../feeds.ts';
import { fill } from '../idioms.ts';
import { print, type PrintTable } from '../print.ts';

export default {
  constant: print<ConstantAttributes>(({ graph, attributes: { value, shape, dtype } }) => {
    if (typeof value !== 'number')
      return graph.constant({ dtype, shape: shape as readonly number[], data: arrayOf[dtype].from(value) });
    const one = graph.constant({ dtype, shape: [], data: arrayOf[dtype].of(value) });
    return shape.length === 0 ? one : fill(graph, one, dtype, shape);
  }),
} satisfies PrintTable;
