import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Access, isLoopback, tokenFrom } from '../../../main/server/access.ts';
import { openerFor } from '../../../main/server/browser.ts';

const TOKEN = 'a-token-of-enough-letters';
const request = (headers: IncomingHttpHeaders) => ({ headers }) as IncomingMessage;

afterEach(() => void vi.useRealTimers());

describe('tokens', () => {
  test('are 32 random bytes, new each time, unless one was chosen that is long enough', () => {
    const [one, two] = [tokenFrom({}), tokenFrom({})];
    expect(Buffer.from(one, 'base64url')).toHaveLength(32);
    expect(one).not.toBe(two);
    expect(tokenFrom({ GENLOOM_TOKEN: TOKEN })).toBe(TOKEN);
    for (const wrong of [
      'short',
      'has spaces in it, many',
      'umlaut-ä-is-not-for-addresses',
      'a&b=c&d=e&f=g&h=i',
    ])
      expect(() => tokenFrom({ GENLOOM_TOKEN: wrong })).toThrow('GENLOOM_TOKEN');
  });

  test('a ticket lets in once, and not after a minute', () => {
    vi.useFakeTimers();
    const access = new Access(TOKEN, '127.0.0.1');
    const [first, second] = [access.ticket(), access.ticket()];
    expect(access.isToken(first)).toBe(true);
    expect(access.isToken(first)).toBe(false);
    vi.advanceTimersByTime(61_000);
    expect(access.isToken(second)).toBe(false);
    expect(access.isToken(TOKEN)).toBe(true);
    expect(access.isToken('')).toBe(false);
  });

  test('the cookie of one token is not that of another', () => {
    const [one, two] = [new Access(TOKEN, 'localhost'), new Access(`${TOKEN}x`, 'localhost')];
    const cookie = one.cookie(80).split(';')[0]!;
    expect(one.isKnown(request({ cookie: `other=1; ${cookie}` }), 80)).toBe(true);
    expect(one.isKnown(request({ cookie }), 81)).toBe(false);
    expect(two.isKnown(request({ cookie }), 80)).toBe(false);
    expect(one.isKnown(request({}), 80)).toBe(false);
  });
});

describe('names', () => {
  test('loopback is what only this machine reaches', () => {
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1'])
      expect(isLoopback(host), host).toBe(true);
    for (const host of ['0.0.0.0', '::', '127.evil.example', '10.0.0.1', 'localhost.evil.example'])
      expect(isLoopback(host), host).toBe(false);
  });

  test('where other machines reach it, its numbers and its own names count, and no others', () => {
    const access = new Access(TOKEN, '0.0.0.0');
    const named = (host: string) => access.isOurHost(request({ host }));
    for (const host of [
      '10.0.0.7:4141',
      '[fe80::1]:4141',
      'localhost:1',
      hostname(),
      `${hostname()}.local:4141`,
    ])
      expect(named(host), host).toBe(true);
    for (const host of ['evil.example', '10.0.0.7.evil.example', '', 'a@127.0.0.1', '127.0.0.1/x', 'a b'])
      expect(named(host), host).toBe(false);
    expect(new Access(TOKEN, 'studio.lan').isOurHost(request({ host: 'STUDIO.lan:1' }))).toBe(true);
    expect(access.isOurHost(request({}))).toBe(false);
  });

  test('a page is ours when it was served under the very name that it asks by', () => {
    const access = new Access(TOKEN, '127.0.0.1');
    const from = (origin: string | undefined, host = 'localhost:4141') =>
      access.isOurPage(request(origin === undefined ? { host } : { host, origin }));
    expect(from('http://localhost:4141')).toBe(true);
    expect(from('https://localhost:4141')).toBe(true);
    for (const origin of ['http://localhost', 'http://127.0.0.1:4141', 'null', 'file://', undefined])
      expect(from(origin), origin).toBe(false);
  });
});

test('browsers are opened without a shell', () => {
  const address = 'http://127.0.0.1:1/?token=a&b=%20';
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const [program, ...args] = openerFor(address, platform);
    expect(program).not.toContain(' ');
    expect(args.at(-1)).toBe(address);
  }
});
