import fc from 'fast-check';
import { pack, Packr } from 'msgpackr';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '../../../main/bridge/codec.ts';
import { readFromHost, readFromWindow } from '../../../main/bridge/envelope.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';

const packr = new Packr({ useRecords: false, moreTypes: true });
const fault = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).text.ko).toMatch(/[가-힣]/);
    return (error as Problem).text.en;
  }
  return 'none';
};

describe('the codec', () => {
  test('typed arrays arrive typed, aligned and of their own', () => {
    const sent = {
      text: '',
      pad: 'x',
      floats: new Float32Array([1.5, NaN, -Infinity]),
      ints: new Int32Array([-7, 2 ** 31 - 1]),
      bytes: new Uint8Array([0, 255]),
      nothing: undefined,
      none: null,
    };
    const came = decode(encode(sent)) as typeof sent;
    expect(came.floats).toBeInstanceOf(Float32Array);
    expect([...came.floats]).toEqual([1.5, NaN, -Infinity]);
    expect(came.ints).toBeInstanceOf(Int32Array);
    expect([...came.ints]).toEqual([-7, 2 ** 31 - 1]);
    expect(came.bytes).toBeInstanceOf(Uint8Array);
    expect([...came.bytes]).toEqual([0, 255]);
    expect(came).toMatchObject({ text: '', pad: 'x', none: null });
  });

  test('plain data survives whatever it is', () => {
    const arrays = fc.oneof(
      fc.float32Array().map((a) => a as unknown),
      fc.int32Array(),
      fc.uint8Array(),
    );
    const data = fc.anything({
      maxDepth: 4,
      values: [fc.boolean(), fc.integer(), fc.double(), fc.string(), fc.constant(null), arrays],
      key: fc.string().filter((key) => key !== '__proto__' && key !== '__proto_'),
    });
    fc.assert(
      fc.property(data, (sent) => {
        expect(plainly(decode(encode(sent)))).toEqual(plainly(sent));
      }),
    );
  });

  test.each([
    ['a date', { at: new Date(0) }, 'at: Date'],
    ['a set', { args: { nodes: new Set(['a']) } }, 'args.nodes: Set'],
    ['an error', [new Error('x')], '0: Error'],
    ['a pattern', { a: /x/ }, 'a: RegExp'],
    ['other typed arrays', { a: new Float64Array(2) }, 'a: Float64Array'],
    ['a big integer', { a: 2n ** 70n }, 'a: bigint'],
  ])('%s is not data, neither way', (_name, value, where) => {
    expect(fault(() => encode(value))).toContain(where);
    expect(fault(() => decode(packr.pack(value)))).toContain(where);
  });

  test('functions and instances are not sent', () => {
    class Own {
      readonly a = 1;
    }
    expect(fault(() => encode({ deep: { own: new Own() } }))).toContain('deep.own: Own');
    expect(fault(() => encode({ f: () => 1 }))).toContain('f: function');
  });

  test('a key that would reach a prototype is refused, and no prototype is touched', () => {
    const evil = Buffer.from([0x81, 0xa9, ...Buffer.from('__proto__'), 0x81, 0xa1, 0x78, 0x01]);
    expect(fault(() => decode(evil))).toContain("'__proto_'");
    expect(({} as { x?: unknown }).x).toBeUndefined();
    const inside = JSON.parse('{"a":{"__proto__":{"x":1}}}') as unknown;
    expect(fault(() => encode(inside))).toContain('__proto__');
  });

  test('references and rings are refused; records, which are not sent, are no more than data', () => {
    const list = Array.from({ length: 20 }, (_, a) => ({ a, '"](),alert(1),{a': 2 }));
    expect(decode(new Packr({ useRecords: true }).pack(list))).toEqual(list);
    expect([...encode([{ a: 1 }])]).toEqual([0x91, 0xde, 0, 1, 0xa1, 0x61, 1]);
    const ring: Record<string, unknown> = { a: 1 };
    ring['self'] = ring;
    expect(fault(() => decode(new Packr({ structuredClone: true }).pack(ring)))).not.toBe('none');
    expect(fault(() => encode(ring))).toContain('deeper');
  });

  test('huge claims of a short message take no memory', () => {
    const before = process.memoryUsage().rss;
    // Arrays of 4 billion within each other, and a string and bytes of 4 GB.
    const nested = Buffer.from(Array.from({ length: 60 }, () => [0xdd, 0xff, 0xff, 0xff, 0xff]).flat());
    for (const bytes of [nested, Buffer.from('dbffffffff41', 'hex'), Buffer.from('c6ffffffff41', 'hex')])
      expect(fault(() => decode(bytes))).toContain('cannot be read');
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  test('neither is a message larger than allowed', () => {
    expect(fault(() => encode(new Uint8Array(2000), 1000))).toContain('too large');
    expect(fault(() => decode(new Uint8Array(2000), 1000))).toContain('too large');
  });

  test('any bytes give data or a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        // What could be read can be sent again: it is data and nothing else.
        expect(fault(() => encode(decode(bytes)))).toMatch(/^none$|^A message came/);
      }),
      { numRuns: 3000 },
    );
  });

  test('any message with some bytes changed gives an envelope or a sentence', () => {
    const messages = [
      { call: 'gallery', id: 1, args: {} },
      { call: 'sample', id: 9, args: { output: 'x', count: 3, seed: 1, inputs: { z: new Float32Array(8) } } },
      { taken: 3 },
      { id: 4, error: { en: 'a', ko: 'b' } },
      { news: { kind: 'look', step: 3 }, number: 4 },
    ].map((message) => encode(message));
    const change = fc.tuple(fc.nat(200), fc.nat(255));
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.array(change, { maxLength: 5 }), (message, changes) => {
        const bytes = message.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        fault(() => readFromWindow(decode(bytes)));
        fault(() => readFromHost(decode(bytes)));
      }),
      { numRuns: 3000 },
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('an envelope has exactly its own keys', () => {
    const both = { call: 'hello', id: 1, args: {}, cancel: 1 };
    expect(fault(() => readFromWindow(both))).toContain('different versions');
    for (const wrong of [
      null,
      3,
      [],
      {},
      { cancel: 0 },
      { taken: 1.5 },
      { call: 'x'.repeat(200), id: 1, args: {} },
    ])
      expect(fault(() => readFromWindow(wrong))).toContain('different versions');
    for (const wrong of [{ id: 1, error: 'text' }, { news: { kind: 'gossip' }, number: 1 }, { result: 1 }])
      expect(fault(() => readFromHost(wrong))).toContain('different versions');
    expect(fault(() => readFromWindow(decode(pack({ call: 'hello', id: 1, args: {} }))))).toBe('none');
  });
});

/** As values, so that -0, NaN, array types and Node's Buffer can be compared. */
function plainly(value: unknown): unknown {
  if (value instanceof Uint8Array) return ['Uint8Array', ...value];
  if (ArrayBuffer.isView(value)) return [value.constructor.name, ...(value as unknown as number[])];
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainly(inner)]));
  return Object.is(value, -0) ? 0 : value;
}
