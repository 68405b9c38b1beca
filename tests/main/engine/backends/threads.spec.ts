import { availableParallelism } from 'node:os';

import { describe, expect, it } from 'vitest';

import { arrangeThreads } from '../../../../main/engine/backends/threads.ts';

describe('arrangeThreads', () => {
  it('tells TensorFlow what GENLOOM_THREADS says', () => {
    const environment = { GENLOOM_THREADS: ' 3 ', TF_NUM_INTRAOP_THREADS: '8' };
    expect(arrangeThreads(environment)).toBe(3);
    expect(environment).toMatchObject({ TF_NUM_INTRAOP_THREADS: '3', TF_NUM_INTEROP_THREADS: '3' });
  });

  it('leaves everything as it is without it', () => {
    const environment = { TF_NUM_INTRAOP_THREADS: '5' };
    expect(arrangeThreads(environment)).toBe(5);
    expect(environment).toEqual({ TF_NUM_INTRAOP_THREADS: '5' });
    expect(arrangeThreads({})).toBe(availableParallelism());
    expect(arrangeThreads({ GENLOOM_THREADS: '' })).toBe(availableParallelism());
  });

  it.each(['0', '-1', '2.5', 'all', '1e3', '10000'])('refuses %s', (wish) => {
    expect(() => arrangeThreads({ GENLOOM_THREADS: wish })).toThrow(
      `GENLOOM_THREADS must be a whole number of threads from 1 to 9999; it is '${wish}'.`,
    );
  });
});
