// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Numbers, StudioNews } from '../../../main/bridge/contract.ts';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { hearTurns, unlessStopped, useTurns } from '../../../renderer/state/turns.ts';
import { useSamples } from '../../../renderer/state/drawn-samples.ts';
import { sampleAgain } from '../../../renderer/state/samples.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { NodePicture } from '../../../renderer/views/node-picture.tsx';
import { SamplerTurn } from '../../../renderer/views/turn-line.tsx';
import { smallDiffusion } from '../../documents.ts';
import { after, click, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

const points = (count: number): Numbers => ({
  shape: [count, 2],
  dtype: 'float32',
  data: new Float32Array(2 * count),
});

const turn = (of: string, at: number, values: Numbers | null = points(3)): StudioNews => ({
  kind: 'turn',
  project: 'p1',
  of,
  node: 'sampler',
  turn: at,
  turns: 50,
  values,
});
const over = (of: string): StudioNews => ({ kind: 'turns over', project: 'p1', of });
const hear = (news: StudioNews) => after(() => hearTurns(news, 'p1'));

let machine: FakeMachine;
beforeEach(async () => {
  machine = new FakeMachine(smallDiffusion());
  setMachine(machine);
  await openProject('/home/mina/Genloom/Points.genloom');
});
afterEach(() => after(leaveProject));

describe('turns of a sampler', () => {
  test('are kept until they are over, each by what they are of', async () => {
    await hear(turn('output/samples', 12));
    await hear(turn('look/path', 3));
    await hear(turn('output/samples', 13));
    expect(useTurns.getState()).toMatchObject({ 'output/samples': { turn: 13 }, 'look/path': { turn: 3 } });
    await hear(over('output/samples'));
    expect(Object.keys(useTurns.getState())).toEqual(['look/path']);
  });

  test('of another project are not heard, and none outlives its engine', async () => {
    await after(() => hearTurns({ ...turn('output/samples', 1), project: 'p2' } as StudioNews, 'p1'));
    expect(useTurns.getState()).toEqual({});
    await hear(turn('output/samples', 1));
    await hear({ kind: 'restarted', project: 'p1', step: 3, why: { en: 'It died.', ko: '죽었다.' } });
    expect(useTurns.getState()).toEqual({});
  });

  test('show on the card of the sampler how far it is, with its samples as they take shape', async () => {
    const page = await draw(<SamplerTurn id="sampler" />);
    expect(page.textContent).toBe('');
    await hear(turn('output/samples', 12));
    expect(page.textContent).toContain('step 12 of 50');
    expect(page.querySelector('canvas')).not.toBeNull();
    await hear(
      turn('output/samples', 13, { ...points(1), shape: [1, 7, 7, 4], data: new Float32Array(196) }),
    );
    expect(page.textContent).toContain('step 13 of 50');
    expect(page.querySelector('canvas')).toBeNull();
    await hear(over('output/samples'));
    expect(page.textContent).toBe('');
  });

  test('show in a view that looks through a sampler, and stop at a click', async () => {
    machine.answers.stopSampling = () => undefined;
    const page = await draw(<NodePicture node="path" size="dock" />);
    await hear(turn('look/path', 7));
    expect(page.textContent).toContain('step 7 of 50');
    await click(page.querySelector('button[aria-label="Stop sampling"]')!);
    expect(machine.asked('stopSampling')).toEqual([{}]);
  });
});

describe('sampling by hand', () => {
  test('that this window stops says nothing and keeps what was there', async () => {
    let fail!: (error: Error) => void;
    machine.answers.sample = () => new Promise((_, reject) => (fail = reject));
    machine.answers.stopSampling = () => fail(new Problem("'sampler' was stopped.", '멈췄습니다.'));
    await hear(turn('output/samples', 7));
    const sampling = sampleAgain();
    const page = await draw(<SamplerTurn id="sampler" />);
    await click(page.querySelector('button[aria-label="Stop sampling"]')!);
    await sampling;
    expect(useSamples.getState()).toEqual({});
  });

  test('that somebody else stops says so', async () => {
    const stopped = () => Promise.reject(new Problem("'sampler' was stopped.", '멈췄습니다.'));
    await expect(unlessStopped(stopped)).rejects.toThrow(/was stopped/);
  });
});
