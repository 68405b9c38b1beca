import type { Kernel, KernelTable } from '../kernel.ts';
import arithmetic from '../table/arithmetic.ts';
import shapes from '../table/shape-operations.ts';

/** Beyond six axes these kernels print a line to the terminal and leave the result as they found it in memory. */
const upToSixAxes =
  (kernel: Kernel): Kernel =>
  (tf, inputs, attributes, types) => {
    const { length } = types[0].shape;
    if (length <= 6) return kernel(tf, inputs, attributes, types);
    throw new Error(
      `WebAssembly can do it with at most 6 axes, and here are ${length}. A reshape can join axes.`,
    );
  };

export default {
  add: upToSixAxes(arithmetic.add),
  subtract: upToSixAxes(arithmetic.subtract),
  multiply: upToSixAxes(arithmetic.multiply),
  divide: upToSixAxes(arithmetic.divide),
  pad: upToSixAxes(shapes.pad),
} satisfies KernelTable;
