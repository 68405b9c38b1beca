import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { describe, expect, test, vi } from 'vitest';
import { decode, encode } from '../../../main/bridge/codec.ts';
import { contract, type Caller, type StudioCalls, type StudioNews } from '../../../main/bridge/contract.ts';
import { Lost, WindowEnd, type WindowEndOptions } from '../../../main/bridge/window-end.ts';
import { Windows } from '../../../main/bridge/windows.ts';
import { Problem, type Text } from '../../../nodes/alphabet/problem.ts';
import { fakeStudio, HELLO } from './fake-studio.ts';
import { pair } from './pair.ts';

interface Room {
  readonly largest?: number;
  readonly onMistake?: (error: unknown) => void;
  readonly hear?: WindowEndOptions['hear'];
}

/** A host with one window on it. */
function room(calls: Partial<StudioCalls> = {}, { hear = () => undefined, ...host }: Room = {}) {
  const troubles: Text[] = [];
  const studio = fakeStudio(calls);
  let tell!: (window: string, news: StudioNews) => void;
  const windows = new Windows((way) => ((tell = way), studio), host);
  const [hostWire, windowWire] = pair();
  const name = windows.add(hostWire);
  const end = new WindowEnd(windowWire, { hear, onTrouble: (why) => troubles.push(why) });
  return {
    end,
    windows,
    studio,
    name,
    troubles,
    hostWire,
    windowWire,
    tell: (news: StudioNews) => tell(name, news),
  };
}

/** A host whose window is played by the test, message by message. */
function bareRoom(calls: Partial<StudioCalls> = {}) {
  const studio = fakeStudio(calls);
  const windows = new Windows(() => studio);
  const [hostWire, wire] = pair();
  windows.add(hostWire);
  const answers: unknown[] = [];
  let closed = false;
  wire.onMessage((bytes) => answers.push(decode(bytes)));
  wire.onClose(() => (closed = true));
  const say = async (message: unknown) => {
    wire.send(message instanceof Uint8Array ? message : encode(message));
    await settle();
  };
  return { answers, say, wire, studio, isClosed: () => closed };
}

const settle = async () => {
  for (let i = 0; i < 6; i++) await new Promise((resolve) => setImmediate(resolve));
};

const progress = (step: number, more: Partial<StudioNews & { kind: 'progress' }> = {}): StudioNews => ({
  kind: 'progress',
  project: 'p',
  run: 'r',
  step,
  steps: 1000,
  phase: 'main',
  reports: [{ step, numbers: { 'optimizer loss': step } }],
  probes: {},
  stepsPerSecond: 10,
  secondsLeft: 3,
  ...more,
});

const look = (node: string, step: number): StudioNews => ({
  kind: 'look',
  project: 'p',
  run: null,
  step,
  node,
  finding: { numbers: { step } },
});

describe('calls', () => {
  test('an answer comes back, with its typed arrays, and the caller is named', async () => {
    const callers: Caller[] = [];
    const { end, name } = room({
      sample: async ({ count, inputs }, caller) => {
        callers.push(caller);
        return { shape: [count, 2], dtype: 'float32', data: inputs!['z'] as Float32Array };
      },
    });
    const result = await end.call('sample', {
      output: 'x',
      count: 2,
      seed: 1,
      inputs: { z: new Float32Array([1, 2, 3, 4]) },
    });
    expect(result.data).toBeInstanceOf(Float32Array);
    expect([...result.data]).toEqual([1, 2, 3, 4]);
    expect(callers[0]!.window).toBe(name);
  });

  test('calls that answer nothing answer undefined', async () => {
    const { end } = room({ closeProject: async () => undefined });
    expect(await end.call('closeProject', { project: 'p' })).toBeUndefined();
  });

  test('answers find their calls in whatever order they come', async () => {
    const { end } = room({
      readVersion: async ({ version }) => {
        await new Promise((resolve) => setTimeout(resolve, 20 - Number(version)));
        return version;
      },
    });
    const all = Array.from({ length: 20 }, (_, i) =>
      end.call('readVersion', { project: 'p', version: String(i) }),
    );
    expect(await Promise.all(all)).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });

  test('a problem arrives in both languages; any other error as its message, and the host hears of it', async () => {
    const onMistake = vi.fn();
    const { end } = room(
      {
        hello: () => Promise.reject(new Problem('Not now.', '지금은 안 됩니다.')),
        gallery: () => Promise.reject(new TypeError('x is undefined')),
        browse: () => {
          throw new Error('at once');
        },
      },
      { onMistake },
    );
    await expect(end.call('hello', {})).rejects.toMatchObject({
      text: { en: 'Not now.', ko: '지금은 안 됩니다.' },
    });
    expect(onMistake).not.toHaveBeenCalled();
    await expect(end.call('gallery', {})).rejects.toMatchObject({ text: { en: 'x is undefined' } });
    await expect(end.call('browse', {})).rejects.toThrow('at once');
    expect(onMistake).toHaveBeenCalledTimes(2);
  });

  test('what the contract does not know or take never reaches the studio', async () => {
    const { end, studio } = room({});
    const call = end.call.bind(end) as (name: string, args: unknown) => Promise<unknown>;
    for (const name of ['explode', 'constructor', '__proto__', 'windowClosed', 'toString'])
      await expect(call(name, {})).rejects.toThrow(`no call '${name}'`);
    await expect(call('train', { project: 'p', text: '{}', from: 'memory' })).rejects.toMatchObject({
      text: {
        en: expect.stringMatching(/'train'.*at from: .*scratch.*shown/s) as string,
        ko: expect.stringMatching(/'train' 요청의 from .*[가-힣]/s) as string,
      },
    });
    await expect(call('hello', { more: 1 })).rejects.toThrow('more');
    await expect(call('hello', null)).rejects.toThrow("'hello'");
    await expect(call('look', { node: 7 })).rejects.toThrow('at node');
    await expect(call('sample', { output: 'x', count: 1e9, seed: 1 })).rejects.toThrow('at count');
    expect(studio.gone).toEqual([]);
  });

  test('an answer that cannot travel becomes a sentence', async () => {
    const { end } = room(
      {
        thumbnail: async () => new Uint8Array(5000),
        exportFormats: async () => [new Date()] as never,
      },
      { largest: 2000 },
    );
    await expect(end.call('thumbnail', { template: 'x' })).rejects.toThrow('too large');
    await expect(end.call('exportFormats', {})).rejects.toThrow('Date');
  });

  test('more than 256 at once are turned away, and those before are answered', async () => {
    let release!: () => void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const { end } = room({ hello: async () => (await gate, HELLO) });
    const all = Array.from({ length: 260 }, () => end.call('hello', {}).then(() => 'answered', String));
    await settle();
    release();
    const outcomes = await Promise.all(all);
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(256);
    expect(outcomes[259]).toContain('256 answers already');
  });
});

describe('cancelling', () => {
  test('stops the work, and a result that comes too late is not sent', async () => {
    let finish!: (version: string) => void;
    let seen: AbortSignal | undefined;
    const { end, hostWire } = room({
      readVersion: (_args, { signal }) => {
        seen = signal;
        return new Promise((resolve) => (finish = resolve));
      },
    });
    const stop = new AbortController();
    const asked = end.call('readVersion', { project: 'p', version: '1' }, stop.signal);
    await settle();
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await settle();
    expect(seen!.aborted).toBe(true);
    finish('late');
    await settle();
    expect(hostWire.sent).toEqual([]);
  });

  test('what is cancelled before it is sent is never sent; what is answered can be cancelled in vain', async () => {
    const { end, windowWire, troubles } = room({ hello: async () => HELLO });
    await expect(end.call('hello', {}, AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
    expect(windowWire.sent).toEqual([]);
    const stop = new AbortController();
    expect(await end.call('hello', {}, stop.signal)).toEqual(HELLO);
    stop.abort();
    await settle();
    expect(windowWire.sent).toHaveLength(1);
    expect(troubles).toEqual([]);
  });

  test('a window that goes away stops all of its work and nobody else’s', async () => {
    const signals: AbortSignal[] = [];
    const { end, windows, studio, name, windowWire } = room({
      hello: (_args, { signal }) => (signals.push(signal), new Promise(() => undefined)),
    });
    const [otherHost, otherWindow] = pair();
    const other = windows.add(otherHost);
    const second = new WindowEnd(otherWindow, { hear: () => undefined });
    const lost = end.call('hello', {});
    const alsoLost = second.call('hello', {});
    await settle();
    expect(windows.count).toBe(2);
    windowWire.cut({ en: 'The cable is gone.', ko: '케이블이 없습니다.' });
    await expect(lost).rejects.toBeInstanceOf(Lost);
    await expect(lost).rejects.toThrow('The cable is gone.');
    await settle();
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    expect(studio.gone).toEqual([name]);
    expect(windows.count).toBe(1);
    await expect(end.call('hello', {})).rejects.toBeInstanceOf(Lost);
    windows.close();
    await expect(alsoLost).rejects.toBeInstanceOf(Lost);
    await settle();
    expect(studio.gone).toEqual([name, other]);
  });
});

describe('what makes no sense', () => {
  test('bytes that are no message get a sentence, and the wire stays', async () => {
    const { answers, say } = bareRoom({ hello: async () => HELLO });
    await say(new Uint8Array([0xc1, 0xff, 0x00]));
    await say({ call: 'hello', id: 1, args: {}, more: true });
    await say({ cancel: 77 });
    await say({ call: 'hello', id: 2, args: {} });
    expect(answers).toEqual([
      {
        refused: {
          en: expect.stringContaining('cannot be read') as string,
          ko: expect.any(String) as string,
        },
      },
      {
        refused: {
          en: expect.stringContaining('different versions') as string,
          ko: expect.any(String) as string,
        },
      },
      { id: 2, result: HELLO },
    ]);
  });

  test('a number that was used before is refused, and the call that has it goes on', async () => {
    let finish!: () => void;
    const calls = vi.fn(() => new Promise<typeof HELLO>((resolve) => (finish = () => resolve(HELLO))));
    const { answers, say } = bareRoom({ hello: calls });
    await say({ call: 'hello', id: 5, args: {} });
    await say({ call: 'hello', id: 5, args: {} });
    await say({ call: 'hello', id: 4, args: {} });
    expect(calls).toHaveBeenCalledTimes(1);
    finish();
    await settle();
    expect(answers).toMatchObject([
      { refused: { en: expect.stringContaining('number 5') as string } },
      { refused: { en: expect.stringContaining('number 4') as string } },
      { id: 5, result: HELLO },
    ]);
  });

  test('news that were not sent cannot be taken', async () => {
    const { answers, say } = bareRoom();
    await say({ taken: 1 });
    expect(answers).toMatchObject([{ refused: { en: expect.stringContaining('news') as string } }]);
  });

  test('whatever a window says, the host answers or refuses, and serves the next call', async () => {
    const id = fc.oneof(fc.nat(5), fc.integer(), fc.constant(1e300));
    const name = fc.oneof(fc.constantFrom(...Object.keys(contract), 'constructor', '__proto__'), fc.string());
    const message = fc.oneof(
      fc.record({ call: name, id, args: fc.anything() }),
      fc.record({ call: name, id, args: fc.constant({}) }),
      fc.record({ cancel: id }),
      fc.record({ taken: id }),
      fc.record({ beat: id }),
      fc.anything(),
    );
    const packr = new Packr({ useRecords: false, moreTypes: true });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (messages) => {
        const { answers, say, isClosed } = bareRoom({ hello: async () => HELLO });
        for (const one of messages) await say(packr.pack(one));
        await say({ call: 'hello', id: Number.MAX_SAFE_INTEGER, args: {} });
        expect(isClosed()).toBe(false);
        expect(answers).toContainEqual({ id: Number.MAX_SAFE_INTEGER, result: HELLO });
      }),
      { numRuns: 60 },
    );
  });

  test('a window that sends nothing else is cut off', async () => {
    const { say, isClosed, studio } = bareRoom();
    for (let i = 0; i < 100; i++) await say(new Uint8Array([0xc1]));
    expect(isClosed()).toBe(false);
    await say(new Uint8Array([0xc1]));
    expect(isClosed()).toBe(true);
    await settle();
    expect(studio.gone).toHaveLength(1);
  });

  test('a host that makes no sense is reported, and changes nothing', async () => {
    const hear = vi.fn();
    const { hostWire, troubles, end } = room({ hello: async () => HELLO }, { hear });
    hostWire.send(new Uint8Array([0xc1]));
    hostWire.send(encode({ news: { kind: 'gossip' }, number: 1 }));
    hostWire.send(encode({ id: 1, result: 1, error: { en: '', ko: '' } }));
    hostWire.send(encode({ id: 99, result: 'for nobody' }));
    hostWire.send(encode({ refused: { en: 'What?', ko: '네?' } }));
    await settle();
    expect(troubles).toHaveLength(4);
    expect(troubles[3]).toEqual({ en: 'What?', ko: '네?' });
    expect(hear).not.toHaveBeenCalled();
    expect(await end.call('hello', {})).toEqual(HELLO);
  });

  test('a beat comes back', async () => {
    const { end } = room();
    const before = end.heardAt;
    await settle();
    end.beat();
    await settle();
    expect(end.heardAt).toBeGreaterThan(before);
  });
});

describe('news', () => {
  test('arrive in order, and a host tells one window or all', async () => {
    const heard: StudioNews[] = [];
    const { tell, windows } = room({}, { hear: (news) => void heard.push(news) });
    tell(progress(1));
    tell(look('pairs', 1));
    await settle();
    expect(heard).toEqual([progress(1), look('pairs', 1)]);
    expect(windows.count).toBe(1);
  });

  test('a slow window has 8 on the way, then hears the newest of each kind and node, and every report', async () => {
    const heard: StudioNews[] = [];
    const open: (() => void)[] = [];
    const { tell, hostWire } = room(
      {},
      {
        hear: (news) => {
          heard.push(news);
          return new Promise<void>((resolve) => open.push(resolve));
        },
      },
    );
    for (let step = 1; step <= 8; step++) tell(progress(step));
    for (let step = 9; step <= 500; step++) {
      tell(progress(step));
      tell(look('pairs', step));
      tell(look('map', step));
    }
    tell({ kind: 'command', command: 'undo' });
    tell({ kind: 'command', command: 'undo' });
    await settle();
    expect(hostWire.sent).toHaveLength(8);
    expect(heard).toHaveLength(8);
    while (open.length > 0) {
      open.shift()!();
      await settle();
    }
    const later = heard.slice(8);
    expect(later.map((news) => news.kind)).toEqual(['progress', 'look', 'look', 'command', 'command']);
    expect(later[1]).toEqual(look('pairs', 500));
    expect(later[2]).toEqual(look('map', 500));
    const steps = heard.flatMap((news) =>
      news.kind === 'progress' ? news.reports.map(({ step }) => step) : [],
    );
    expect(steps).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
  });

  test('a slow window hears the newest turn of a sampler, and not even that when it is over', async () => {
    const heard: StudioNews[] = [];
    const open: (() => void)[] = [];
    const { tell } = room(
      {},
      {
        hear: (news) => {
          heard.push(news);
          return new Promise<void>((resolve) => open.push(resolve));
        },
      },
    );
    const turn = (of: string, at: number): StudioNews => ({
      kind: 'turn',
      project: 'p1',
      of,
      node: 'sampler',
      turn: at,
      turns: 50,
      values: { shape: [1, 2], dtype: 'float32', data: Float32Array.of(at, at) },
    });
    for (let step = 1; step <= 8; step++) tell(look(`view-${step}`, 1));
    for (let at = 1; at <= 50; at++) {
      tell(turn('output/samples', at));
      tell(turn('look/path', at));
    }
    tell({ kind: 'turns over', project: 'p1', of: 'output/samples' });
    await settle();
    while (open.length > 0) {
      open.shift()!();
      await settle();
    }
    expect(heard.slice(8)).toEqual([
      { kind: 'turns over', project: 'p1', of: 'output/samples' },
      turn('look/path', 50),
    ]);
  });

  test('a window that sleeps for hours has an end to what waits for it', async () => {
    const { keyOf, merge } = await import('../../../main/bridge/news.ts');
    let waiting = progress(1);
    for (let step = 2; step <= 30_000; step += 1000) {
      const reports = Array.from({ length: 1000 }, (_, i) => ({ step: step + i, numbers: {} }));
      expect(keyOf(waiting)).toBe(keyOf(progress(step)));
      waiting = merge(waiting, progress(step + 999, { reports }));
    }
    const { reports } = waiting as StudioNews & { kind: 'progress' };
    expect(reports.length).toBeLessThanOrEqual(20_000);
    expect(reports.length).toBeGreaterThan(9_000);
    expect(reports.at(-1)!.step).toBe(30_001);
    expect(reports.every(({ step }, i) => i === 0 || step > reports[i - 1]!.step)).toBe(true);
  });

  test('a listener that throws is reported, and the next news come', async () => {
    const heard: number[] = [];
    const { tell, troubles } = room(
      {},
      {
        hear: (news) => {
          heard.push((news as { step: number }).step);
          throw new Error('broken view');
        },
      },
    );
    for (let step = 1; step <= 30; step++) {
      tell(progress(step));
      await settle();
    }
    expect(heard).toHaveLength(30);
    expect(troubles[0]!.en).toBe('broken view');
  });

  test('news that cannot travel are left out, and later ones come', async () => {
    const heard: StudioNews[] = [];
    const onMistake = vi.fn();
    const { tell } = room({}, { largest: 2000, onMistake, hear: (news) => void heard.push(news) });
    for (let i = 0; i < 20; i++) {
      tell({ kind: 'open file', file: `${i}${'x'.repeat(5000)}` });
      await settle();
    }
    tell(look('pairs', 1));
    await settle();
    expect(onMistake).toHaveBeenCalledTimes(20);
    expect(heard).toEqual([look('pairs', 1)]);
  });
});
