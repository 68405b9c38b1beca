import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

/** How a file is served. */
export interface Served {
  readonly body: Buffer | string;
  readonly type?: string;
  /** Only to who sends this name and password. */
  readonly login?: string;
  /** The connection is cut after so many bytes of an answer, as often as `times` says. */
  readonly cut?: { after: number; times: number };
  /** An answer stops after so many bytes and the connection stays open, once. */
  stallAfter?: number;
  readonly redirect?: string;
}

export interface FileServer {
  readonly url: string;
  readonly files: Map<string, Served>;
  /** The paths asked for, each with its Range if it had one. */
  readonly asked: string[];
  /** The headers of each request. */
  readonly headers: http.IncomingHttpHeaders[];
  /** Resolves when an answer has stopped as `stallAfter` says. */
  readonly stalled: Promise<void>;
  close(): Promise<void>;
}

/** A server on this machine that stands in for a package host: files with ranges, logins, cuts and stalls. */
export async function fileServer(secure?: { key: string; cert: string }): Promise<FileServer> {
  const files = new Map<string, Served>();
  const asked: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  let stall!: () => void;
  const stalled = new Promise<void>((resolve) => (stall = resolve));
  const answer: http.RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://any').pathname;
    const range = request.headers.range;
    asked.push(range === undefined ? path : `${path} ${range}`);
    headers.push(request.headers);
    const file = files.get(path);
    if (file === undefined) return void response.writeHead(404).end('not here');
    if (file.redirect !== undefined) return void response.writeHead(302, { location: file.redirect }).end();
    const login = `Basic ${Buffer.from(file.login ?? '').toString('base64')}`;
    if (file.login !== undefined && request.headers.authorization !== login)
      return void response.writeHead(401).end('who are you?');
    const whole = Buffer.from(file.body);
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    if (from > 0 && from >= whole.length) return void response.writeHead(416).end();
    const body = whole.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-type': file.type ?? 'application/octet-stream',
      'content-length': body.length,
    });
    if (file.stallAfter !== undefined) {
      response.write(body.subarray(0, file.stallAfter), stall);
      delete file.stallAfter;
    } else if (file.cut !== undefined && file.cut.times > 0) {
      file.cut.times--;
      response.write(body.subarray(0, file.cut.after), () => response.socket?.end());
    } else response.end(body);
  };
  const server = secure === undefined ? http.createServer(answer) : https.createServer(secure, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http${secure === undefined ? '' : 's'}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    asked,
    headers,
    stalled,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
