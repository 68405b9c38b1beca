import { describe, expect, it } from 'vitest';

import type { Values } from '../../../main/targets/target.ts';
import { checkVariable, variablesOf } from '../../../main/targets/variables.ts';
import { float32, int32 } from '../../../nodes/alphabet/rules.ts';
import { Trace } from '../../../nodes/program/trace.ts';

/** A program that reads `read` and sets `set`. */
function program(read: Record<string, readonly number[]>, set: Record<string, readonly number[]> = {}) {
  const trace = new Trace();
  for (const [name, shape] of Object.entries(read)) trace.variable(name, float32(shape));
  for (const [name, shape] of Object.entries(set))
    trace.update(name, trace.ops.constant({ value: 0, shape, dtype: 'float32' }));
  return trace.program({});
}

describe('variablesOf', () => {
  it('collects what programs read and set, each once', () => {
    const programs = { one: program({ a: [2], b: [] }), two: program({ a: [2] }, { b: [], c: [3, 1] }) };
    expect([...variablesOf(programs)]).toEqual([
      ['a', float32([2])],
      ['b', float32([])],
      ['c', float32([3, 1])],
    ]);
  });

  it('refuses two meanings of one name, in two programs or in one', () => {
    expect(() => variablesOf({ one: program({ a: [2] }), two: program({ a: [3] }) })).toThrow(
      "The variable 'a' is float32 [2] elsewhere, but float32 [3] in the program 'two'.",
    );
    expect(() => variablesOf({ one: program({ a: [2] }, { a: [2, 1] }) })).toThrow(
      "The variable 'a' is float32 [2] elsewhere, but float32 [2, 1] in the program 'one'.",
    );
  });
});

describe('checkVariable', () => {
  const variables = new Map([['a', float32([2])]]);
  const values: Values = { shape: [2], dtype: 'float32', data: Float32Array.of(1, 2) };

  it('takes what fits', () => {
    expect(checkVariable(variables, 'a', values)).toEqual(values);
  });

  it.each([
    ['b', values, "There is no variable 'b' in these programs; they have a."],
    ['a', { ...values, shape: [1, 2] }, "The variable 'a' is float32 [2]; it was given float32 [1, 2]."],
    [
      'a',
      { ...int32([2]), data: new Int32Array(2) } as Values,
      "The variable 'a' is float32 [2]; it was given int32 [2].",
    ],
    [
      'a',
      { ...values, data: new Float32Array(3) },
      "The variable 'a' must be float32 [2], 2 elements as Float32Array;",
    ],
  ])('refuses another: %#', (name, given, sentence) => {
    expect(() => checkVariable(variables, name, given)).toThrow(sentence);
  });
});
