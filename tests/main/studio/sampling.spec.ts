import { afterEach, describe, expect, test } from 'vitest';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { smallDiffusion } from '../../documents.ts';
import { caller, cleanUp, newStudio } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
afterEach(cleanUp);

const one = caller('one');

/** A test that waits in vain ends after so many milliseconds. */
const PATIENCE = { timeout: 60_000 };

/** A sampler of that many turns, open in a studio. */
async function openSampler(turns: number) {
  const { studio, heard } = await newStudio();
  await studio.chooseBackend({ wish: 'cpu' });
  const document = smallDiffusion({ method: 'DDPM', steps: turns }, { steps: 400 });
  document.board.nodes['schedule']!.dials['steps'] = turns;
  // Views would look through the sampler first.
  const views = ['path', 'by-time', 'plot'];
  for (const view of views) delete document.board.nodes[view];
  document.board.wires = document.board.wires.filter(({ to }) => !views.includes(to.node));
  const text = writeDocument(document);
  const { project } = await studio.createProject({ text, name: 'sampler' }, one);
  const sample = (count: number, signal = one.signal) =>
    studio.sample({ output: 'samples', count, seed: 1 }, { ...one, signal });
  return { studio, heard, text, project, sample };
}

/** Samples that nobody would wait for. */
const MANY = 10_000;

describe('a sampler with many turns', PATIENCE, () => {
  test('tells its turns, the first rows of each, and that they are over', async () => {
    const { studio, heard, text, project, sample } = await openSampler(40);
    await studio.show({ project, text });
    const turn = heard.next('turn', ({ of }) => of === 'output/samples');
    const over = heard.next('turns over', ({ of }) => of === 'output/samples');
    const samples = await sample(100);
    expect(samples.shape).toEqual([100, 2]);
    expect(await turn).toMatchObject({ project, node: 'sampler', turns: 40, values: { shape: [64, 2] } });
    await over;
    const told = heard.of('turn').filter(({ of }) => of === 'output/samples');
    expect(told.every(({ turn: at }, i) => i === 0 || at > told[i - 1]!.turn)).toBe(true);
  });

  test('is stopped by the window that asked, by any other, and when its window goes', async () => {
    const { studio, heard, text, project, sample } = await openSampler(1000);
    await studio.show({ project, text });
    const begun = () => heard.next('turn', ({ of }) => of === 'output/samples');

    let under = begun();
    const stopped = sample(MANY).catch((error: unknown) => error);
    await under;
    await studio.stopSampling();
    expect(String(await stopped)).toMatch(/'Diffusion sampler' was stopped after [\d]+ of 1000 turns/);

    under = begun();
    const gone = new AbortController();
    const cancelled = sample(MANY, gone.signal).catch((error: unknown) => error);
    await under;
    gone.abort();
    expect(String(await cancelled)).toMatch(/was stopped after/);
    expect(heard.of('turns over').filter(({ of }) => of === 'output/samples')).toHaveLength(2);
  });

  test('holds a training up, which can be paused meanwhile and goes on afterwards', async () => {
    const { studio, heard, text, project, sample } = await openSampler(1000);
    await studio.train({ project, text, from: 'scratch' }, one);
    await heard.next('progress');
    const under = heard.next('turn', ({ of }) => of === 'output/samples');
    const samples = sample(MANY).catch((error: unknown) => error);
    await under;
    const paused = await studio.pause();
    expect(paused).toMatchObject({ activity: 'paused', problem: null });
    const going = heard.next('progress', ({ step }) => step > paused.step);
    await studio.goOn({ project, run: 'run-1' }, one);
    await studio.stopSampling();
    expect(String(await samples)).toMatch(/was stopped after/);
    await going;
    await studio.pause();
  });

  test('ends when another model is shown', async () => {
    const { studio, heard, text, project, sample } = await openSampler(1000);
    await studio.show({ project, text });
    const under = heard.next('turn', ({ of }) => of === 'output/samples');
    const samples = sample(MANY).catch((error: unknown) => error);
    await under;
    const other = writeDocument(smallDiffusion({ steps: 3 }));
    expect(await studio.show({ project, text: other })).toMatchObject({ activity: 'shown' });
    expect(String(await samples)).toMatch(/was stopped after/);
    expect((await sample(5)).shape).toEqual([5, 2]);
  });
});
