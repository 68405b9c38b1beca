import fc from 'fast-check';
import type { Dial } from '../../nodes/dial.ts';
import type { DialValue } from '../../nodes/graph/document.ts';

type Dials = Readonly<Record<string, Dial>>;

/** Every end of every dial, one at a time, the others at their defaults. */
export function dialEnds(dials: Dials): Readonly<Record<string, DialValue>>[] {
  return Object.entries(dials).flatMap(([name, dial]) => endsOf(dial).map((value) => ({ [name]: value })));
}

function endsOf(dial: Dial): DialValue[] {
  switch (dial.type) {
    case 'number':
      return [dial.min, dial.max];
    case 'numbers': {
      const lengths = dial.length === undefined ? [0, 1, 2, 3] : [dial.length];
      return [dial.min, dial.max].flatMap((value) =>
        lengths.map((length) => Array.from({ length }, () => value)),
      );
    }
    case 'weights':
      return [{}, { a: dial.min }, { a: dial.max }];
    case 'choice':
      return Object.keys(dial.options);
    case 'flag':
      return [true, false];
    case 'text':
      return ['', 'text'];
  }
}

/**
 * Settings of all dials inside their ranges, defaults and small ones more often.
 * @param most no number larger than this, so that what comes out can be computed
 */
export const someDials = (dials: Dials, most = Infinity): fc.Arbitrary<Record<string, DialValue>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(dials).map(([name, dial]) => [
        name,
        fc.oneof(fc.constant(dial.default as DialValue), valueOf(dial, most)),
      ]),
    ),
  );

function valueOf(dial: Dial, most: number): fc.Arbitrary<DialValue> {
  switch (dial.type) {
    case 'number':
      return numberOf(dial, most);
    case 'numbers':
      return fc
        .constantFrom(...(dial.length === undefined ? [0, 1, 1, 1, 2, 2, 2, 3] : [dial.length]))
        .chain((length) => fc.array(numberOf(dial, most), { minLength: length, maxLength: length }));
    case 'weights':
      return fc.dictionary(fc.constantFrom('a', 'b'), numberOf(dial, most));
    case 'choice':
      return fc.constantFrom(...Object.keys(dial.options));
    case 'flag':
      return fc.boolean();
    case 'text':
      return fc.constantFrom('', 'text', '이름');
  }
}

function numberOf({ min, max, integer }: { min: number; max: number; integer?: true }, most: number) {
  const top = Math.max(min, Math.min(max, most));
  if (!integer) return fc.double({ min, max: top, noNaN: true });
  const small = fc.integer({ min, max: Math.max(min, Math.min(top, min + 4)) });
  return fc.oneof({ arbitrary: small, weight: 4 }, fc.integer({ min, max: top }));
}
