import { readFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it, onTestFinished } from 'vitest';

import { readText, request } from '../../../../main/setup/net/request.mjs';
import { fileServer } from '../stand-ins/file-server.ts';
import { proxy } from '../stand-ins/proxy.ts';

const standIns = fileURLToPath(new URL('../stand-ins/', import.meta.url));
const certificate = path.join(standIns, 'localhost.crt.pem');

async function server(secure = false) {
  const pem = (kind: string) => readFileSync(path.join(standIns, `localhost.${kind}.pem`), 'utf8');
  const made = await fileServer(secure ? { key: pem('key'), cert: pem('crt') } : undefined);
  onTestFinished(made.close);
  made.files.set('/file', { body: 'content' });
  return made;
}

const text = async (...args: Parameters<typeof request>) => readText(await request(...args));

it('goes through a proxy with a name and a password, plain and in a tunnel', async () => {
  const through = await proxy('user:pass');
  onTestFinished(through.close);
  const plain = await server();
  const secure = await server(true);
  const network = { env: { HTTP_PROXY: through.url, HTTPS_PROXY: through.url }, cert: certificate };
  expect(await text(`${plain.url}file`, network)).toBe('content');
  expect(await text(`${secure.url}file`, network)).toBe('content');
  expect(through.asked).toEqual([`GET ${plain.url}file`, `CONNECT ${new URL(secure.url).host}`]);
  expect(plain.headers[0]).not.toHaveProperty('proxy-authorization');
});

it('goes past the proxy where NO_PROXY says so', async () => {
  const plain = await server();
  const env = { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' };
  expect(await text(`${plain.url}file`, { env })).toBe('content');
});

it('says that a proxy refuses', async () => {
  const through = await proxy('user:pass');
  onTestFinished(through.close);
  const secure = await server(true);
  const env = { HTTPS_PROXY: through.url.replace('user:pass@', '') };
  await expect(text(`${secure.url}file`, { env, cert: certificate })).rejects.toThrow(
    /^The proxy 127\.0\.0\.1:\d+ refused 127\.0\.0\.1:\d+: 407/,
  );
});

it('trusts a certificate only if it was named', async () => {
  const secure = await server(true);
  expect(await text(`${secure.url}file`, { env: {}, cert: certificate })).toBe('content');
  await expect(text(`${secure.url}file`, { env: {} })).rejects.toThrow(
    'name your certificate file in NODE_EXTRA_CA_CERTS or PIP_CERT',
  );
});

it('sends a name and password to their own host and, after a redirection, to no other', async () => {
  const other = await server();
  const own = await server();
  own.files.set('/away', { body: '', redirect: `${other.url}file`, login: 'us@er:pass' });
  own.files.set('/here', { body: '', redirect: '/file' });
  const withLogin = (name: string) => `${own.url.replace('//', '//us%40er:pass@')}${name}`;
  expect(await text(withLogin('here'), { env: {} })).toBe('content');
  expect(own.headers.map((headers) => headers.authorization)).toEqual(
    Array(2).fill(own.headers[0]!.authorization),
  );
  expect(own.headers[0]!.authorization).toMatch(/^Basic /);
  expect(await text(withLogin('away'), { env: {} })).toBe('content');
  expect(other.headers[0]).not.toHaveProperty('authorization');
});

it('never prints a password', async () => {
  const own = await server();
  const address = `${own.url.replace('//', '//user:secret@')}missing?token=secret`;
  const error = await text(address, { env: {} }).catch((reason: Error) => reason);
  expect((error as Error).message).toBe(`${own.url}missing was answered with 404 Not Found`);
});

it('stops following circles', async () => {
  const own = await server();
  own.files.set('/a', { body: '', redirect: '/a' });
  await expect(text(`${own.url}a`, { env: {} })).rejects.toThrow('leads in circles');
});

it('does not wait longer than its patience', async () => {
  const silent = net.createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  await expect(request(address, { env: {} }, { patience: 50 })).rejects.toThrow('it did not answer in time');
});
