import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { LARGEST_MESSAGE } from '../bridge/codec.ts';
import type { Wire } from '../bridge/wire.ts';
import { Access } from './access.ts';
import { securityHeaders } from './headers.ts';
import { NOT_THERE, onwards, WRONG_HOST, WRONG_METHOD, WRONG_TOKEN } from './pages.ts';
import { webSocketWire } from './web-socket-wire.ts';

/** Where a window's WebSocket goes. */
export const BRIDGE = '/bridge';
/** Answers whoever knows the token that a Genloom is here. */
export const ALIVE = '/alive';

/** Connections at once, windows among them. */
const CONNECTIONS = 256;
const WINDOWS = 64;
/** Milliseconds for the head of a request, and for all of it: who sends a letter a minute is cut off. */
const HEAD = 5_000;
const WHOLE = 20_000;
/** Milliseconds that windows have to go by themselves when the server closes. */
const FAREWELL = 2_000;

export interface ServerOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
  readonly token: string;
  /** Folder of the built window. */
  readonly files: string;
  /** Takes a window in. */
  readonly open: (wire: Wire) => void;
  /** Bytes of the largest message. */
  readonly largest?: number;
}

/** Serves the window, and one wire to each that is open, to whoever knows the token. */
export class StudioServer {
  readonly port: number;
  readonly #options: ServerOptions;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #access: Access;

  /**
   * Begins to listen.
   * @throws Problem where the window is not built; the system's error where it cannot listen there
   */
  static async listen(options: ServerOptions): Promise<StudioServer> {
    if (!existsSync(path.join(options.files, 'index.html')))
      throw new Problem(
        `The window is not built yet: ${options.files} has no index.html. Run "npm start" once.`,
        `창이 아직 빌드되지 않았습니다. ${options.files}에 index.html이 없습니다. "npm start"를 한 번 실행하세요.`,
      );
    const server = createServer({
      headersTimeout: HEAD,
      requestTimeout: WHOLE,
      connectionsCheckingInterval: HEAD / 4,
      maxHeaderSize: 16 * 1024,
    });
    server.maxConnections = CONNECTIONS;
    server.setTimeout(60_000);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, options.host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    return new StudioServer(server, options);
  }

  private constructor(server: Server, options: ServerOptions) {
    this.#server = server;
    this.#options = options;
    this.port = (server.address() as AddressInfo).port;
    this.#access = new Access(options.token, options.host);
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.largest ?? LARGEST_MESSAGE,
      perMessageDeflate: false,
    });
    // Read anew each time (`dev`): the window may be built again while this server runs.
    const files = sirv(options.files, { dev: true, etag: true, setHeaders });
    server.on('request', (request, response) => this.#answer(request, response, files));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    server.on('clientError', (_error, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    });
  }

  /** The address by which a person gets in. @param host as that person's machine knows this one */
  address(host: string = this.#options.host): string {
    return `${this.url(host)}?token=${this.#options.token}`;
  }

  /** An address that lets in once, within a minute. @param host as for `address` */
  ticketAddress(host: string = this.#options.host): string {
    return `${this.url(host)}?token=${this.#access.ticket()}`;
  }

  /** The address without its token. */
  url(host: string = this.#options.host): string {
    return `http://${host.includes(':') ? `[${host}]` : host}:${this.port}/`;
  }

  /** Takes nobody in any more, parts from windows and ends. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets.clients) socket.close(1001);
    this.#server.closeIdleConnections();
    const late = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
      this.#server.closeAllConnections();
    }, FAREWELL);
    await closed;
    clearTimeout(late);
    this.#sockets.close();
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    files: (request: IncomingMessage, response: ServerResponse, next: () => void) => void,
  ): void {
    const html = (status: number, text: string) => {
      response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    const ours = this.#access.isOurHost(request);
    const host = ours ? request.headers.host! : 'localhost';
    // Older browsers do not count a WebSocket as 'self'.
    const headers = securityHeaders([`ws://${host}`, `wss://${host}`]);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!ours) return html(421, WRONG_HOST);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      // What it wants to send is not read.
      response.setHeader('Connection', 'close');
      response.setHeader('Allow', 'GET, HEAD');
      return html(405, WRONG_METHOD);
    }
    const url = URL.canParse(request.url!, `http://${host}`) ? new URL(request.url!, `http://${host}`) : null;
    const token = url?.pathname === '/' ? url.searchParams.get('token') : null;
    if (token !== null && this.#access.isToken(token)) return this.#letIn(request, response, html);
    if (!this.#access.isKnown(request, this.port)) return html(401, WRONG_TOKEN);
    if (token !== null) return redirect(response);
    if (url?.pathname === ALIVE) {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      response.end('{"genloom":true}');
      return;
    }
    const nothing = () => html(404, NOT_THERE);
    if (url === null || /\/\.|%2e/i.test(request.url!)) nothing();
    else files(request, response, nothing);
  }

  /** Gives the cookie and takes the token out of the address bar. */
  #letIn(
    request: IncomingMessage,
    response: ServerResponse,
    html: (status: number, text: string) => void,
  ): void {
    response.setHeader('Set-Cookie', this.#access.cookie(this.port));
    // After a link on another site the cookie would not come along with a redirect.
    if (request.headers['sec-fetch-site'] === 'cross-site') html(200, onwards);
    else redirect(response);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refuse = (status: string) =>
      void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    socket.on('error', () => socket.destroy());
    if (request.url !== BRIDGE) return refuse('404 Not Found');
    if (!this.#access.isOurHost(request)) return refuse('421 Misdirected Request');
    if (!this.#access.isOurPage(request)) return refuse('403 Forbidden');
    if (!this.#access.isKnown(request, this.port)) return refuse('401 Unauthorized');
    if (this.#sockets.clients.size >= WINDOWS) return refuse('503 Service Unavailable');
    this.#sockets.handleUpgrade(request, socket, head, (one) => this.#options.open(webSocketWire(one)));
  }
}

/** Names of built files change with what is in them; the page itself is asked for anew. */
function setHeaders(response: ServerResponse, pathname: string): void {
  if (pathname.startsWith('/assets/'))
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
}

function redirect(response: ServerResponse): void {
  response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' });
  response.end();
}
