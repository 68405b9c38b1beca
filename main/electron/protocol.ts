import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { securityHeaders } from '../server/headers.ts';
import { ORIGIN, SCHEME } from './channel.ts';

/** What the built window is made of. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Makes our protocol one with an origin of its own; to be called before the application is ready. */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window, with the headers that the server gives a browser. @param files its folder */
export function serveWindow(files: string): void {
  protocol.handle(SCHEME, ({ url, method }) => answer(files, new URL(url), method));
}

/** What the protocol answers. */
export async function answer(files: string, url: URL, method: string): Promise<Response> {
  const headers = { ...securityHeaders(), 'Cache-Control': 'no-cache' };
  const nothing = () => new Response(null, { status: 404, headers });
  if (method !== 'GET' || `${url.protocol}//${url.host}` !== ORIGIN) return nothing();
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return nothing();
  }
  const file = path.resolve(files, `.${name === '/' ? '/index.html' : name}`);
  const type = TYPES[path.extname(file)];
  if (type === undefined || !file.startsWith(path.resolve(files) + path.sep)) return nothing();
  try {
    const body = new Uint8Array(await readFile(file));
    return new Response(body, { headers: { ...headers, 'Content-Type': type } });
  } catch {
    return nothing();
  }
}
