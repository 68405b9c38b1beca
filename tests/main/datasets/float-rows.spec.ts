import fc from 'fast-check';
import { expect, test } from 'vitest';
import { floatRows } from '../../../main/datasets/float-rows.ts';

const value = Float32Array.from({ length: 256 }, (_, byte) => 2 * (byte / 255) - 1);

test.each([
  ['kept', undefined],
  ['converted anew', 47],
])('each row is its bytes by the table, in whatever order and how often it is asked for: %s', (_, most) => {
  const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(3), { maxLength: 9 }), (given, asked) => {
      const row = floatRows(given, 3, value, most);
      for (const r of asked)
        expect(row(r)).toEqual(Float32Array.from(given.subarray(3 * r, 3 * r + 3), (b) => value[b]!));
    }),
  );
});
