import { describe, expect, it } from 'vitest';

import { contest, type Contender } from './contest.ts';

/** Takes these times, one after another and then again, and writes its name down. */
const pretender = (name: string, times: readonly number[], said: string[]): Contender => {
  let done = 0;
  return {
    step: async () => {
      said.push(name);
      return times[done++ % times.length]!;
    },
  };
};

describe('a contest', () => {
  it('takes steps in turn, and leaves those of the warm-up out', async () => {
    const said: string[] = [];
    const ours = pretender('a', [100, 100, 2, 4, 6], said);
    const theirs = pretender('b', [1, 1, 4, 4, 4], said);
    const outcome = await contest(ours, theirs, { pairs: 3, warmUp: 2, seconds: 60 });
    expect(said.join('')).toBe('ababababab');
    expect(outcome).toMatchObject({
      pairs: 3,
      ours: 4,
      theirs: 4,
      ratio: { median: 1, low: 0.5, high: 1.5 },
    });
  });

  it('compares pair by pair, so that what slows both is no matter', async () => {
    const busy = [1, 10, 3, 7, 2];
    const said: string[] = [];
    const outcome = await contest(
      pretender('a', busy, said),
      pretender(
        'b',
        busy.map((time) => 2 * time),
        said,
      ),
      { pairs: 5, warmUp: 0, seconds: 60 },
    );
    expect(outcome.ratio).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
  });

  it('ends when its time is over, but not before a few pairs', async () => {
    const said: string[] = [];
    const outcome = await contest(pretender('a', [1], said), pretender('b', [1], said), {
      pairs: 100,
      warmUp: 0,
      seconds: 0,
    });
    expect(outcome.pairs).toBe(3);
  });
});
