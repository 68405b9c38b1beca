import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { Problem } from '../../nodes/alphabet/problem.ts';

/** Letters that a token which somebody chose has at least. */
const SHORTEST = 16;
/** Milliseconds that a ticket holds. */
const TICKET = 60_000;

/**
 * The token of a server: that of `GENLOOM_TOKEN`, else 32 random bytes.
 * @throws Problem where the chosen one is too short or has letters that an address cannot carry
 */
export function tokenFrom(environment: NodeJS.ProcessEnv): string {
  const chosen = environment['GENLOOM_TOKEN'];
  if (!chosen) return randomBytes(32).toString('base64url');
  if (chosen.length >= SHORTEST && /^[\w.~-]+$/.test(chosen)) return chosen;
  throw new Problem(
    `GENLOOM_TOKEN needs at least ${SHORTEST} letters, digits or any of "-_.~"; it has ${chosen.length}. Make it longer, or leave it out for a random one.`,
    `GENLOOM_TOKEN은 영문자, 숫자, "-_.~"로 ${SHORTEST}자 이상이어야 합니다(지금 ${chosen.length}자). 더 길게 쓰거나, 빼면 무작위로 정합니다.`,
  );
}

/** Whether only this machine reaches that address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/**
 * Who may come in. A stranger's page may be open in the same browser, and a stranger's name may point to this machine (DNS
 * rebinding), so a request must name a host that is ours, come from our own page, and show that it knows the token.
 */
export class Access {
  readonly #token: string;
  /** Where the server listens: a name or number of this machine. */
  readonly #host: string;
  /** The cookie stands for the token; it does not contain it. */
  readonly #secret: string;
  readonly #tickets = new Set<string>();

  constructor(token: string, host: string) {
    this.#token = token;
    this.#host = host;
    this.#secret = createHmac('sha256', token).update('cookie').digest('base64url');
  }

  /** Whether the text is the token, or a ticket that was not used yet. */
  isToken(text: string): boolean {
    for (const ticket of this.#tickets)
      if (isSame(text, ticket)) {
        this.#tickets.delete(ticket);
        return true;
      }
    return isSame(text, this.#token);
  }

  /** A token for one use within a minute, for where others may read along: the arguments of a program are seen by all. */
  ticket(): string {
    const ticket = randomBytes(32).toString('base64url');
    this.#tickets.add(ticket);
    setTimeout(() => this.#tickets.delete(ticket), TICKET).unref();
    return ticket;
  }

  /** What a browser keeps that came with the token. Cookies know no ports, so the name tells servers of one machine apart. */
  cookie(port: number): string {
    return `${cookieName(port)}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Whether the request comes with the cookie, or, from a program, with the token itself. */
  isKnown(request: IncomingMessage, port: number): boolean {
    const { cookie = '', authorization = '' } = request.headers;
    const [scheme, token] = authorization.split(' ');
    if (scheme === 'Bearer' && token !== undefined && this.isToken(token)) return true;
    return cookie.split(';').some((one) => {
      const at = one.indexOf('=');
      return one.slice(0, at).trim() === cookieName(port) && isSame(one.slice(at + 1).trim(), this.#secret);
    });
  }

  /** Whether the name by which the request came is one of this server. Ports do not matter: a tunnel has another. */
  isOurHost(request: IncomingMessage): boolean {
    const name = hostnameOf(request.headers.host);
    if (name === null) return false;
    if (isLoopback(name)) return true;
    if (isLoopback(this.#host)) return false;
    // A number cannot be made to point elsewhere.
    return (
      isIP(name) !== 0 || [this.#host, hostname(), `${hostname()}.local`].some((ours) => same(ours, name))
    );
  }

  /** Whether the request comes from a page of this server. Browsers name the origin of every WebSocket. */
  isOurPage(request: IncomingMessage): boolean {
    const { host, origin } = request.headers;
    return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
  }
}

const cookieName = (port: number): string => `genloom-${port}`;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The name in a Host header, without brackets and port. */
function hostnameOf(host: string | undefined): string | null {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return null;
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, '$1');
  } catch {
    return null;
  }
}

/** Compares in a time that tells nothing about where they differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', expected).update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
