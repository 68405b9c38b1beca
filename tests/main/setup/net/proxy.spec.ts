import { expect, it } from 'vitest';

import { basic, proxyFor } from '../../../../main/setup/net/proxy.mjs';

const host = (url: string, env: NodeJS.ProcessEnv, pip?: string) => proxyFor(new URL(url), env, pip)?.host;

it('chooses the proxy by the kind of address', () => {
  const env = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'plain:2' };
  expect(host('https://a.example/', env)).toBe('secure:1');
  expect(host('http://a.example/', env)).toBe('plain:2');
  expect(host('https://a.example/', { ALL_PROXY: 'http://all:3' })).toBe('all:3');
  expect(host('https://a.example/', {}, 'http://pip:4')).toBe('pip:4');
  expect(host('https://a.example/', { npm_config_https_proxy: 'http://npm:5' })).toBe('npm:5');
  expect(host('https://a.example/', {})).toBeUndefined();
});

it.each([
  ['*', true],
  ['a.example', true],
  ['example', true],
  ['.example', true],
  ['*.example', true],
  ['b.example, a.example:443', true],
  ['a.example:8443', false],
  ['other.a.example', false],
  ['ample', false],
])('NO_PROXY=%s: direct is %s', (list, direct) => {
  const env = { HTTPS_PROXY: 'http://proxy:1', NO_PROXY: list };
  expect(host('https://a.example/x', env) === undefined).toBe(direct);
});

it('refuses a proxy that it cannot speak to', () => {
  expect(() => host('https://a.example/', { HTTPS_PROXY: 'socks5://user:secret@s:1' })).toThrow(
    /^The proxy socks5:\/\/s:1 cannot be used/,
  );
});

it('decodes a name and password', () => {
  expect(basic(new URL('http://us%40er:p%3Aw@h/'))).toBe(
    `Basic ${Buffer.from('us@er:p:w').toString('base64')}`,
  );
});
