import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../../main/cli/arguments.ts';
import { defineCommand } from '../../../main/cli/command.ts';
import { UsageError } from '../../../main/cli/errors.ts';

const text = { en: 'what it is', ko: '무엇' };
const command = defineCommand({
  name: 'paint',
  sentence: text,
  arguments: [{ name: 'wall|fence' }, { name: 'side', optional: true }],
  options: {
    colour: { type: 'text', value: 'name', required: true, sentence: text },
    coats: { type: 'integer', value: 'N', min: 1, max: 9, sentence: text },
    brush: { type: 'choice', options: ['flat', 'round'], otherwise: 'flat', sentence: text },
    mix: { type: 'texts', value: 'colour', sentence: text },
    fast: { type: 'flag', sentence: text },
  },
  run: () => Promise.resolve(0),
});

const parse = (...args: string[]) => parseArguments(command, args);

function refusal(...args: string[]): string {
  try {
    parse(...args);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).text.ko).toMatch(/[가-힣]/);
    return (error as UsageError).message;
  }
  throw new Error('It was understood.');
}

describe('a command line', () => {
  test('is understood in any order, with = or without', () => {
    const options = {
      colour: 'red',
      coats: 3,
      brush: 'round',
      mix: ['a=1', 'b.c=-2'],
      fast: true,
      json: true,
      language: '',
      help: false,
    };
    expect(
      parse(
        'door',
        '--coats',
        '3',
        '--colour=red',
        '--mix',
        'a=1',
        'left',
        '--brush',
        'round',
        '--mix=b.c=-2',
        '--fast',
        '--json',
      ),
    ).toEqual({ arguments: ['door', 'left'], options });
  });

  test('has what was not given as nothing, or as its default', () => {
    expect(parse('door', '--colour', 'red').options).toEqual({
      colour: 'red',
      brush: 'flat',
      mix: [],
      fast: false,
      json: false,
      language: '',
      help: false,
    });
  });

  test.each([
    [['door', '--colour', 'red', '--colr', 'x'], "'paint' has no option --colr. Did you mean '--colour'?"],
    [['door', '--colour', 'red', '-x'], "'paint' has no option -x."],
    [['door'], "'paint' needs --colour <name>: what it is."],
    [['--colour', 'red'], "'paint' needs a wall or fence behind it."],
    [['a', 'b', 'c', '--colour', 'red'], "takes only <wall|fence> <side> behind it; 'c' is too much"],
    [['door', '--colour'], '--colour needs a value behind it'],
    [
      ['door', '--colour', '--fast'],
      "'--fast' looks like an option; write --colour=--fast if it is the value",
    ],
    [['door', '--colour', 'red', '--colour', 'blue'], '--colour was given twice'],
    [['door', '--colour', 'red', '--fast=yes'], "--fast takes no value; 'yes' was given"],
    [['door', '--colour', 'red', '--coats', 'two'], "--coats is a whole number from 1 to 9; 'two' was given"],
    [['door', '--colour', 'red', '--coats', '-1'], "--coats is a whole number from 1 to 9; '-1' was given"],
    [
      ['door', '--colour', 'red', '--brush', 'roud'],
      "--brush is one of flat, round; 'roud' was given. Did you mean 'round'?",
    ],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(refusal(...args)).toContain(sentence);
  });

  test('takes every number in its range and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), (coats) => {
        const understood = () => parse('door', '--colour', 'red', '--coats', String(coats)).options.coats;
        if (coats >= 1 && coats <= 9) expect(understood()).toBe(coats);
        else expect(understood).toThrow(UsageError);
      }),
    );
  });

  test('either understands any words or says why not', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--colour', 'red', '--coats', '3', '--', '--fast', '--mix'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        try {
          parse(...words);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
