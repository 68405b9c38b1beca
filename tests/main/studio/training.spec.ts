import { afterEach, describe, expect, test } from 'vitest';
import { caller, cleanUp, newStudio, smallDocument } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
afterEach(cleanUp);

const one = caller('one');

describe('a model in the studio', () => {
  test('is shown, trained, paused and gone on with', async () => {
    const { studio, heard } = await newStudio();
    await studio.chooseBackend({ wish: 'cpu' });
    const text = smallDocument({ steps: 100 });
    const { project } = await studio.createProject({ text, name: 'small' }, one);
    expect(await studio.show({ project, text })).toMatchObject({
      activity: 'shown',
      weights: 'new',
      run: null,
      step: 0,
      steps: 100,
    });
    const trained = await studio.train({ project, text, from: 'scratch' }, one);
    expect(trained).toMatchObject({ activity: 'training', run: 'run-1', weights: 'run' });
    await heard.next('progress', ({ step }) => step > 10);
    expect(await studio.sample({ output: 'samples', count: 3, seed: 1 }, one)).toMatchObject({
      shape: [3, 28, 28, 1],
    });
    const paused = await studio.pause();
    expect(paused.activity).toBe('paused');
    expect(paused.step).toBeLessThan(100);
    const finished = heard.activity('finished');
    expect(await studio.goOn({ project, run: 'run-1' }, one)).toMatchObject({ activity: 'training' });
    await finished;
    const reports = heard.of('progress').flatMap((news) => news.reports.map(({ step }) => step));
    expect(reports).toEqual([...new Set(reports)].sort((a, b) => a - b));
    expect(reports.at(-1)).toBe(100);
    expect(await studio.runs({ project })).toMatchObject([{ run: 'run-1', step: 100, steps: 100 }]);
  });
});
