import fc from 'fast-check';
import { float32, int32 } from '../../../../nodes/alphabet/rules.ts';
import type { Contracts } from '../case.ts';
import { broadcastable, floats, size } from '../tensors.ts';

const flag = fc.record({ transposeA: fc.boolean(), transposeB: fc.boolean() }, { requiredKeys: [] });

export default {
  matMul: {
    valid: (batch) =>
      fc
        .oneof(
          // [B, k] · [k, m], what a dense layer does, and leading axes that broadcast.
          fc.record({ leading: fc.constant([[], []]), n: batch, k: size, m: size, flags: flag }),
          // One matrix for a whole batch.
          fc.record({ leading: batch.map((b) => [[b], []]), n: size, k: size, m: size, flags: flag }),
          fc.record({ leading: broadcastable(batch, 2, { max: 3 }), n: size, k: size, m: size, flags: flag }),
        )
        .chain(({ leading: [left, right], n, k, m, flags }) => {
          const a = flags.transposeA ? [k, n] : [n, k];
          const b = flags.transposeB ? [m, k] : [k, m];
          return fc
            .tuple(floats([...left!, ...a]), floats([...right!, ...b]))
            .map((inputs) => ({ inputs, attributes: flags }));
        }),
    wrong: [
      { types: [float32([2, 3]), float32([2, 3])] },
      { types: [float32([2, 3]), float32([2, 3])], attributes: { transposeA: true, transposeB: true } },
      { types: [float32([3]), float32([3, 2])] },
      { types: [float32([2, 4, 3]), float32([5, 3, 2])] },
      { types: [int32([2, 3]), int32([3, 2])] },
      { types: [float32([2, { batches: 1 }]), float32([4, 2])] },
    ],
    linear: true,
  },
} satisfies Contracts;
