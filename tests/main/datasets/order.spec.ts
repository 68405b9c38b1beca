import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BatchOrder, epochOrder } from '../../../main/datasets/order.ts';

const counts = fc.integer({ min: 1, max: 300 });
const seeds = fc.maxSafeInteger();
const epochs = fc.maxSafeNat();
const whole = (count: number) => Array.from({ length: count }, (_, index) => index);
const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

describe('the order of an epoch', () => {
  test('visits every example once and depends on its three arguments alone', () => {
    fc.assert(
      fc.property(counts, seeds, epochs, (count, seed, epoch) => {
        const order = epochOrder(count, seed, epoch);
        expect(sorted(order)).toEqual(whole(count));
        expect(epochOrder(count, seed, epoch)).toEqual(order);
      }),
    );
  });

  test('is another one for another seed and another epoch', () => {
    fc.assert(
      fc.property(seeds, epochs, fc.nat(52), (seed, epoch, bit) => {
        const order = epochOrder(100, seed, epoch).join();
        const other = seed % 2 ** (bit + 1) >= 2 ** bit ? seed - 2 ** bit : seed + 2 ** bit;
        if (Number.isSafeInteger(other)) expect(epochOrder(100, other, epoch).join()).not.toBe(order);
        if (Number.isSafeInteger(epoch + 2 ** bit))
          expect(epochOrder(100, seed, epoch + 2 ** bit).join()).not.toBe(order);
        expect(epochOrder(100, epoch, Math.abs(seed)).join()).not.toBe(seed === epoch ? '' : order);
      }),
    );
  });

  test('is the same on every machine', () => {
    expect([...epochOrder(12, 1, 0)]).toEqual([5, 4, 2, 1, 8, 10, 9, 7, 3, 0, 6, 11]);
    expect([...epochOrder(12, 1, 1)]).toEqual([0, 11, 4, 6, 7, 8, 3, 5, 9, 1, 2, 10]);
    expect([...epochOrder(12, -(2 ** 40) - 3, 2 ** 33 + 5)]).toEqual([7, 8, 3, 9, 11, 1, 0, 5, 2, 6, 10, 4]);
  });

  test('makes all permutations equally likely', () => {
    const runs = 24_000;
    const seen = new Map<string, number>();
    for (let epoch = 0; epoch < runs; epoch++) {
      const order = epochOrder(4, 11, epoch).join();
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    const expected = runs / 24;
    const chiSquare = [...seen.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(seen.size).toBe(24);
    expect(chiSquare).toBeLessThan(49.7); // 23 degrees of freedom: 0.1 % are above
  });

  test('does not prefer any place for an example', () => {
    const count = 10;
    const runs = 20_000;
    const places = Array.from({ length: count }, () => new Float64Array(count));
    for (let seed = 0; seed < runs; seed++)
      epochOrder(count, seed, 3).forEach((example, place) => places[example]![place]!++);
    const expected = runs / count;
    const chiSquare = places
      .flatMap((row) => [...row])
      .reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(126.1); // 81 degrees of freedom: 0.1 % are above
  });

  test.each([
    [0, 1, 0, 'the number of examples should be a whole number from 1'],
    [5, 0.5, 0, 'the seed should be a whole number'],
    [5, 1, -1, 'the epoch should be a whole number from 0'],
  ])('refuses %d examples, seed %d, epoch %d', (count, seed, epoch, sentence) => {
    expect(() => epochOrder(count, seed, epoch)).toThrow(sentence);
  });
});

describe('batches', () => {
  test('are the stream of epochs, cut into full pieces', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 400 }), seeds, fc.nat(9), (count, batch, seed, draws) => {
        const order = new BatchOrder(count, batch, seed);
        const stream = whole(draws).flatMap((draw) => [...order.indices(draw)]);
        expect(stream).toHaveLength(draws * batch);
        const inEpochs = whole(Math.ceil(stream.length / count)).flatMap((epoch) => [
          ...epochOrder(count, seed, epoch),
        ]);
        expect(stream).toEqual(inEpochs.slice(0, stream.length));
      }),
    );
  });

  test('do not depend on what was asked before', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 8 }), (draws) => {
        const asked = new BatchOrder(50, 8, 4);
        for (const draw of draws) expect(asked.indices(draw)).toEqual(new BatchOrder(50, 8, 4).indices(draw));
      }),
    );
  });

  test('refuse what is no batch and no draw', () => {
    expect(() => new BatchOrder(10, 0, 1)).toThrow('the batch should be a whole number from 1');
    expect(() => new BatchOrder(10, 2, 1).indices(-1)).toThrow('the draw should be a whole number from 0');
    expect(() => new BatchOrder(10, 2, 1).indices(2 ** 52)).toThrow(
      'the draw should be a whole number from 0',
    );
  });
});
