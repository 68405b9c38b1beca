import { describe, expect, test } from 'vitest';
import { bestPort, fitOf, fitsOf } from '../../../renderer/canvas/fit.ts';
import { Hand } from '../edits/hand.ts';

const end = (text: string) => {
  const [node, port] = text.split('.') as [string, string];
  return { node, port };
};
const fit = (hand: Hand, from: string, to: string) => {
  const { document, graph } = hand.site;
  const answer = fitOf(document, graph, end(from), end(to));
  return answer === true || answer.en;
};

describe('whether a wire fits', () => {
  test('numbers into numbers, networks into networks', () => {
    const hand = new Hand();
    expect(fit(hand, 'noise.noise', 'decode.latent')).toBe(true);
    expect(fit(hand, 'generate.block', 'optimizer.blocks')).toBe(true);
    expect(fit(hand, 'generate.block', 'kl.mean')).toMatch(/carries the network itself/);
    expect(fit(hand, 'digits.image', 'optimizer.blocks')).toMatch(/Takes the network itself/);
  });

  test('a loop, a card into itself and the same wire twice are refused', () => {
    const hand = new Hand();
    expect(fit(hand, 'decode.image', 'encode.image')).toMatch(/close a loop/);
    expect(fit(hand, 'decode.image', 'decode.latent')).toMatch(/feed itself/);
    expect(fit(hand, 'encode.mean', 'kl.mean')).toMatch(/wired already/);
  });

  test('every port of the other side gets an answer', () => {
    const { document, graph } = new Hand().site;
    const fits = fitsOf(document, graph, { ...end('encode.mean'), side: 'source' });
    expect(fits.get('map.label')).toBe(true);
    expect(fits.get('optimizer.blocks')).not.toBe(true);
    expect(fits.has('encode.mean')).toBe(false);
    const back = fitsOf(document, graph, { ...end('kl.mean'), side: 'target' });
    expect(back.get('noise.noise')).toBe(true);
    expect(back.get('total.loss')).not.toBe(true);
  });
});

describe('the port that is meant', () => {
  test('is the one of the same name or symbol, then one that is free and needed', () => {
    const hand = new Hand().add('kl-divergence').add('negative-log-likelihood');
    const { document, graph } = hand.site;
    const best = (from: string, card: string) =>
      bestPort(document, graph, { ...end(from), side: 'source' }, card);
    expect(best('encode.logVariance', 'kl-divergence')).toBe('logVariance');
    expect(best('digits.image', 'negative-log-likelihood')).toBe('target');
    expect(best('generate.block', 'optimizer')).toBe('blocks');
    expect(best('generate.block', 'kl-divergence')).toBeNull();
  });
});
