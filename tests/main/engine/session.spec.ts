import { afterEach, describe, expect, test } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { smallVae } from '../../documents.ts';

const opened: Session[] = [];

async function open(document: GraphDocument = smallVae()): Promise<Session> {
  const session = await Session.open(document, tfjsTarget('cpu'), 'cpu');
  opened.push(session);
  return session;
}

afterEach(() => {
  for (const session of opened.splice(0)) session.dispose();
});

const contents = async (session: Session) =>
  Object.fromEntries([...(await session.read())].map(([name, { data }]) => [name, Array.from(data)]));

describe('a session', () => {
  test('learns: the loss on the same examples falls', async () => {
    const session = await open(smallVae({ steps: 60, batch: 32 }));
    const look = session.compiled.looks.find(({ node }) => node === 'elbo')!;
    const before = (await session.look(look)).numbers!;
    while (!session.finished) await session.step();
    const after = (await session.look(look)).numbers!;
    const name = Object.keys(before)[0]!;
    expect(after[name]!).toBeLessThan(before[name]! * 0.7);
  });

  test('holds as many tensors after a step as before', async () => {
    const session = await open();
    await session.step();
    const count = session.tensorCount();
    for (let i = 0; i < 5; i++) await session.step();
    for (const look of session.compiled.looks) await session.look(look);
    await session.sample('samples', 10, 1);
    await session.checkpoint(0);
    expect(session.tensorCount()).toBe(count);
  });

  test('repeats itself to the bit from one seed, and differs from another', async () => {
    const [one, same, other] = [await open(), await open(), await open(smallVae({ seed: 2 }))];
    for (const session of [one, same, other]) for (let i = 0; i < 5; i++) await session.step();
    expect(await contents(same)).toEqual(await contents(one));
    expect(await contents(other)).not.toEqual(await contents(one));
  });

  test('goes on from a checkpoint as if nothing had happened', async () => {
    const undisturbed = await open();
    for (let i = 0; i < 4; i++) await undisturbed.step();
    const checkpoint = await undisturbed.checkpoint(1);
    while (!undisturbed.finished) await undisturbed.step();

    const resumed = await open();
    await resumed.restore(checkpoint);
    expect(resumed.counters.step).toBe(4);
    while (!resumed.finished) await resumed.step();
    expect(await contents(resumed)).toEqual(await contents(undisturbed));
    expect(resumed.fingerprint).toBe(undisturbed.fingerprint);
  });

  test('looks without being moved: the same finding twice, and training goes on as if nobody had looked', async () => {
    const [watched, alone] = [await open(), await open()];
    for (let i = 0; i < 3; i++) {
      await watched.step();
      await alone.step();
      for (const look of watched.compiled.looks) {
        const first = await watched.look(look);
        expect(await watched.look(look)).toEqual(first);
      }
      await watched.sample('samples', 3, 5);
    }
    expect(await contents(watched)).toEqual(await contents(alone));
  });

  test('samples repeat by seed, in any number', async () => {
    const session = await open();
    const few = await session.sample('samples', 3, 7);
    const many = await session.sample('samples', 130, 7);
    expect(few.shape).toEqual([3, 28, 28, 1]);
    expect(many.shape).toEqual([130, 28, 28, 1]);
    expect(Array.from(many.data.subarray(0, few.data.length))).toEqual(Array.from(few.data));
    const other = await session.sample('samples', 3, 8);
    expect(Array.from(other.data)).not.toEqual(Array.from(few.data));
    await expect(session.sample('pictures', 1, 1)).rejects.toThrow("no output 'pictures'; it has samples");
  });

  test('turns a live dial from the next step on', async () => {
    const [still, moved] = [await open(), await open()];
    still.setDial('optimizer', 'learningRate', 0);
    const before = await contents(still);
    await still.step();
    await moved.step();
    const after = await contents(still);
    for (const name of Object.keys(before).filter((key) => key.startsWith('encoder/')))
      expect(after[name]).toEqual(before[name]);
    expect(await contents(moved)).not.toEqual(after);
  });

  test('watches a pinned wire without changing what is learned', async () => {
    const [watched, alone] = [await open(), await open()];
    await watched.step();
    await watched.pin([{ node: 'reparameterize', port: 'sample' }]);
    const [update] = await watched.step();
    await alone.step();
    await alone.step();
    const probe = update!.probes['reparameterize.sample']!;
    const [mean, deviation, least, largest, ...counts] = Array.from(probe.data);
    expect(Math.abs(mean!)).toBeLessThan(3);
    expect(deviation).toBeGreaterThan(0);
    expect(least!).toBeLessThan(mean!);
    expect(largest!).toBeGreaterThan(mean!);
    expect(counts).toHaveLength(16);
    expect(counts.reduce((a, b) => a + b)).toBe(8 * 2);
    expect(await contents(watched)).toEqual(await contents(alone));
  });

  test('peeks at any wire of the board, those that training does not compute too', async () => {
    const [watched, alone] = [await open(), await open()];
    await watched.step();
    const noise = await watched.peek({ node: 'noise', port: 'noise' });
    expect(noise.value!.shape).toEqual([8, 2]);
    const pictures = await watched.peek({ node: 'decode', port: 'image' });
    expect(pictures.value!.shape).toEqual([8, 28, 28, 1]);
    const { data } = pictures.value!;
    const mean = Array.from(data as Float32Array).reduce((a, b) => a + b, 0) / data.length;
    expect(pictures.statistics!.data[0]).toBeCloseTo(mean, 4);
    expect(pictures.statistics!.data[3]).toBeCloseTo(Math.max(...data), 5);
    await expect(watched.peek({ node: 'encode', port: 'block' })).rejects.toThrow('No numbers flow');
    await watched.step();
    await alone.step();
    await alone.step();
    expect(await contents(watched)).toEqual(await contents(alone));
  });

  test('carries over what fits and tells what starts anew', async () => {
    const session = await open();
    const variables = await session.read();
    const weight = variables.get('encoder/hidden/kernel')!;
    const anew = await session.adopt(
      new Map([
        ['encoder/hidden/kernel', { ...weight, data: new Float32Array(weight.data.length).fill(2) }],
        ['encoder/hidden/bias', { ...weight, shape: [3], data: new Float32Array(3) }],
      ]),
    );
    expect(anew).toHaveLength(variables.size - 1);
    expect(anew).toContain('encoder/hidden/bias');
    expect((await session.read(['encoder/hidden/kernel'])).get('encoder/hidden/kernel')!.data[5]).toBe(2);
  });

  test('tells the problems of a document instead of running it', async () => {
    const document = smallVae();
    document.board.wires = document.board.wires.filter(({ to }) => to.port !== 'latent');
    await expect(open(document)).rejects.toThrow(/decode.*latent/);
  });
});
