import { describe, expect, it } from 'vitest';

import { checkElements, checkFeeds } from '../../../main/targets/feeds.ts';
import { bool, float32, int32 } from '../../../nodes/alphabet/rules.ts';
import { BATCH } from '../../../nodes/alphabet/shape.ts';
import { Trace } from '../../../nodes/program/trace.ts';

describe('checkElements', () => {
  it('gives the elements their shape', () => {
    const data = Float32Array.of(1, 2);
    expect(checkElements('It', float32([2, 1]), data)).toEqual({ shape: [2, 1], dtype: 'float32', data });
    expect(checkElements('It', int32([]), Int32Array.of(3)).shape).toEqual([]);
    expect(checkElements('It', bool([0]), new Uint8Array(0)).data).toHaveLength(0);
  });

  it.each([
    [
      float32([2]),
      new Float32Array(3),
      'It must be float32 [2], 2 elements as Float32Array; it was given 3 as Float32Array.',
    ],
    [
      int32([2]),
      new Float32Array(2),
      'It must be int32 [2], 2 elements as Int32Array; it was given 2 as Float32Array.',
    ],
    [
      bool([]),
      new Uint8Array(0),
      'It must be bool [], 1 elements as Uint8Array; it was given 0 as Uint8Array.',
    ],
    [
      float32([BATCH]),
      new Float32Array(2),
      'The shape [B] still holds the batch size B, and numbers are needed here.',
    ],
  ])('refuses %j', (type, data, sentence) => {
    expect(() => checkElements('It', type, data)).toThrow(sentence);
  });

  it('refuses what is no typed array at all', () => {
    expect(() => checkElements('It', float32([1]), [1] as unknown as Float32Array)).toThrow(
      'it was given 1 as Array.',
    );
  });
});

describe('checkFeeds', () => {
  const trace = new Trace();
  const x = trace.feed('x', float32([2]), { kind: 'input', name: 'x' });
  const program = trace.program({ x });

  it('answers by name, and leaves alone what was not asked for', () => {
    const data = Float32Array.of(1, 2);
    expect([...checkFeeds('main', program, { x: data, y: data })]).toEqual([
      ['x', { shape: [2], dtype: 'float32', data }],
    ]);
  });

  it('says what is missing', () => {
    expect(() => checkFeeds('main', program, { y: new Float32Array(2) })).toThrow(
      "The program 'main' needs the feed 'x', float32 [2], and was given y. Give it under that name.",
    );
  });
});
