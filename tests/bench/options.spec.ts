import { describe, expect, it } from 'vitest';

import { readOptions } from './options.ts';

const nets = ['mlp', 'vae'];

describe('the options of the bench', () => {
  it('are read', () => {
    expect(readOptions([], nets)).toEqual({ quick: false, net: null, only: null, json: null });
    expect(readOptions(['--window'], nets)).toMatchObject({ only: 'window', net: null });
    expect(readOptions(['--templates'], nets)).toMatchObject({ only: 'templates', net: null });
    expect(readOptions(['--quick', '--net', 'vae', '--json', 'x.json'], nets)).toEqual({
      quick: true,
      net: 'vae',
      only: null,
      json: 'x.json',
    });
  });

  it('that do not exist are refused with a sentence', () => {
    expect(() => readOptions(['--net', 'gan'], nets)).toThrow(
      "There is no net 'gan'; there are mlp, vae. Usage",
    );
    expect(() => readOptions(['--window', '--net', 'vae'], nets)).toThrow('give one of them');
    expect(() => readOptions(['--slow'], nets)).toThrow('Usage');
    expect(() => readOptions(['vae'], nets)).toThrow('Usage');
  });
});
