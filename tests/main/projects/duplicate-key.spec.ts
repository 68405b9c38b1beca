import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duplicateKey } from '../../../main/projects/duplicate-key.ts';

test.each([
  ['{}', undefined],
  ['"a"', undefined],
  ['{"a":1,"b":{"a":2},"c":[{"a":1},{"a":2}]}', undefined],
  ['{"a":"a","b":"a:","c":"{\\"a\\":1"}', undefined],
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"b":1,"c":[1],"b" : 2}}', 'b'],
  ['[{"x":1},[{"y":1,"\\u0079":2}]]', 'y'],
  ['{"a":1,"b":{},"a":2}', 'a'],
])('in %s the key that comes twice is %s', (json, key) => {
  JSON.parse(json);
  expect(duplicateKey(json)).toBe(key);
});

test('no value that JSON.stringify wrote has a key twice', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(duplicateKey(JSON.stringify(value))).toBeUndefined();
    }),
  );
});

test('an entry written once more is found', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, pick) => {
      const keys = Object.keys(object);
      const key = keys[pick % keys.length]!;
      const json = `{${keys
        .concat(key)
        .map((name) => `${JSON.stringify(name)}:${JSON.stringify(object[name])}`)
        .join()}}`;
      expect(duplicateKey(json)).toBe(key);
    }),
  );
});
