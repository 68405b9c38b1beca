import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StudioCalls, StudioNews } from '../../../main/bridge/contract.ts';
import { Windows } from '../../../main/bridge/windows.ts';
import type { Text } from '../../../nodes/alphabet/problem.ts';
import { connect, type ConnectionStatus } from '../../../renderer/connection/connect.ts';
import { fakeStudio, HELLO } from '../../main/bridge/fake-studio.ts';
import { pair, type TestWire } from '../../main/bridge/pair.ts';

/** A machine that can be switched off and on, and a window that is connected to it. */
function world(calls: Partial<StudioCalls> = {}, isOn = true) {
  let whyNot: Text | null = null;
  let wire: TestWire | null = null;
  let attempts = 0;
  let tell!: (news: StudioNews) => void;
  const windows = new Windows((way) => {
    tell = (news) => way('all', news);
    return fakeStudio({ hello: async () => HELLO, ...calls });
  });
  const studio = connect({
    async open() {
      attempts++;
      if (!isOn) return null;
      const [host, window] = pair();
      windows.add(host);
      return (wire = window);
    },
    whyNot: async () => whyNot,
  });
  const statuses: ConnectionStatus['is'][] = [];
  studio.onStatus((status) => statuses.push(status.is));
  return {
    studio,
    statuses,
    windows,
    tell: (news: StudioNews) => tell(news),
    attempts: () => attempts,
    switchOff(why: Text | null = null) {
      isOn = false;
      whyNot = why;
      wire?.cut();
    },
    switchOn: () => void (isOn = true),
    cut: () => wire!.cut(),
    swallow: () => void (wire!.send = () => undefined),
  };
}

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    }),
);
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets that much time pass, and what comes of it. */
const pass = async (milliseconds: number) => {
  await vi.advanceTimersByTimeAsync(milliseconds);
  for (let i = 0; i < 6; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a connection', () => {
  test('calls wait for the first one', async () => {
    const { studio, statuses, switchOn } = world({}, false);
    await pass(1000);
    expect(studio.status).toMatchObject({ is: 'connecting', why: null });
    const asked = studio.call('hello', {});
    switchOn();
    await pass(5000);
    expect(await asked).toEqual(HELLO);
    expect(statuses).toEqual(['connected']);
    studio.close();
  });

  test('it tries more and more rarely, and at once when the network is back', async () => {
    const network = new EventTarget();
    vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
    const { studio, switchOn, attempts } = world({}, false);
    await pass(60_000);
    const inAMinute = attempts();
    expect(inAMinute).toBeGreaterThan(12);
    expect(inAMinute).toBeLessThan(22);
    switchOn();
    network.dispatchEvent(new Event('online'));
    await pass(0);
    expect(studio.status.is).toBe('connected');
    studio.close();
  });

  test('what is safe to repeat is asked again; what changes something is not', async () => {
    let answered = 0;
    const { studio, switchOff, switchOn, statuses } = world({
      gallery: async () => {
        if (++answered === 1) await new Promise(() => undefined);
        return { templates: [], projects: [] };
      },
      train: () => new Promise(() => undefined),
    });
    await pass(0);
    const gallery = studio.call('gallery', {});
    const train = studio.call('train', { project: 'p', text: '', from: 'scratch' });
    await pass(0);
    switchOff();
    await expect(train).rejects.toMatchObject({
      text: {
        en: expect.stringContaining('lost') as string,
        ko: expect.stringContaining('끊어졌습니다') as string,
      },
    });
    await expect(studio.call('pause', {})).rejects.toMatchObject({
      text: { en: expect.stringContaining('cannot be reached just now') as string },
    });
    const cancelled = new AbortController();
    const waiting = studio.call('hello', {}, cancelled.signal);
    cancelled.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    switchOn();
    await pass(5000);
    expect(await gallery).toEqual({ templates: [], projects: [] });
    expect(answered).toBe(2);
    expect(statuses).toEqual(['connected', 'connecting', 'connected']);
    studio.close();
  });

  test('a machine that does not let it in any more is told of, and asked on', async () => {
    const { studio, statuses, switchOff, switchOn } = world();
    await pass(0);
    switchOff({ en: 'A new token.', ko: '새 토큰.' });
    await pass(20_000);
    expect(studio.status).toEqual({ is: 'gone', why: { en: 'A new token.', ko: '새 토큰.' } });
    switchOn();
    await pass(20_000);
    expect(statuses).toEqual(['connected', 'connecting', 'gone', 'connected']);
    studio.close();
  });

  test('news reach every listener until it has enough', async () => {
    const { studio, tell } = world();
    await pass(0);
    const [one, two] = [vi.fn(), vi.fn()];
    const enough = studio.onNews(one);
    studio.onNews(two);
    const news: StudioNews = { kind: 'command', command: 'undo' };
    tell(news);
    await pass(0);
    enough();
    tell(news);
    await pass(0);
    expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 2]);
    studio.close();
  });

  test('a machine that says nothing is asked, and left when it does not answer', async () => {
    const { studio, statuses, swallow, windows } = world();
    await pass(0);
    await pass(120_000);
    expect(statuses).toEqual(['connected']);
    swallow();
    await pass(60_000);
    expect(statuses.slice(0, 3)).toEqual(['connected', 'connecting', 'connected']);
    expect(windows.count).toBe(1);
    studio.close();
  });

  test('closed, it stays closed', async () => {
    const { studio, attempts, windows } = world();
    await pass(0);
    studio.close();
    await pass(0);
    const before = attempts();
    await pass(60_000);
    expect(attempts()).toBe(before);
    expect(windows.count).toBe(0);
    expect(studio.status.is).toBe('gone');
    await expect(studio.call('hello', {})).rejects.toThrow('cannot be reached');
  });
});
