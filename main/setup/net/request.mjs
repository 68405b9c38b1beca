// Asks for an address, through the user's proxy, with the user's certificates and along redirections. Node 20's `fetch` knows
// neither proxies nor a certificate file that pip was told of, so it is not used.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

import { explainNetworkError } from '../explain-error.mjs';
import { basic, proxyAuthorization, proxyFor } from './proxy.mjs';

/**
 * @typedef {object} Network how to reach the outside
 * @property {NodeJS.ProcessEnv} env
 * @property {string | null} [proxy] used where the environment names none
 * @property {string | null} [cert] a file of certificates to trust beside the usual ones
 *
 * @typedef {object} Wanted
 * @property {Record<string, string>} [headers]
 * @property {number} [patience] milliseconds until an answer must begin
 */

/** A body that brings nothing for this long is cut off (ms). */
const STALL = 30_000;
const REDIRECTIONS = 8;

/**
 * The answer to GET, its body yet to be read.
 * @param {string} address a name and password in it are sent to that host alone
 * @param {Network} network
 * @param {Wanted} [wanted]
 * @returns {Promise<http.IncomingMessage & { from: string }>} with a 2xx status; `from` is where the redirections led
 * @throws a sentence, with `status` where the host answered with an error
 */
export async function request(address, network, { headers = {}, patience = 15_000 } = {}) {
  let url = new URL(address);
  let credentials = url.username ? basic(url) : undefined;
  for (let hop = 0; hop < REDIRECTIONS; hop++) {
    const authorization = credentials === undefined ? {} : { authorization: credentials };
    let answer;
    try {
      answer = await send(withoutCredentials(url), network, { ...headers, ...authorization }, patience);
    } catch (error) {
      throw explainNetworkError(error, url.host);
    }
    const status = answer.statusCode ?? 0;
    const location = answer.headers.location;
    if (status >= 300 && status < 400 && location) {
      answer.resume();
      const next = new URL(location, url);
      if (next.protocol !== 'https:' && next.protocol !== url.protocol)
        throw new Error(`${shown(url)} leads to ${shown(next)}, which is not safe to follow.`);
      if (next.origin !== url.origin) credentials = undefined;
      if (next.username) credentials = basic(next);
      url = next;
      continue;
    }
    if (status < 200 || status > 299) {
      answer.resume();
      throw Object.assign(
        new Error(`${shown(url)} was answered with ${status} ${answer.statusMessage ?? ''}`.trimEnd()),
        { status, transient: status === 429 || status >= 500 },
      );
    }
    answer.setTimeout(STALL, () =>
      answer.destroy(Object.assign(new Error('stalled'), { code: 'ETIMEDOUT' })),
    );
    return Object.assign(answer, { from: url.href });
  }
  throw new Error(`${shown(new URL(address))} leads in circles.`);
}

/**
 * The whole body as text.
 * @param {http.IncomingMessage & { from: string }} answer
 * @param {number} most bytes
 */
export async function readText(answer, most = 64e6) {
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of answer) {
      size += chunk.length;
      if (size > most) throw new Error(`${shown(new URL(answer.from))} sends more than ${most} bytes.`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw explainNetworkError(error, new URL(answer.from).host);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An address as it may be printed: without password and query. @param {URL} url */
export const shown = (url) => `${url.protocol}//${url.host}${url.pathname}`;

/** @param {URL} url */
function withoutCredentials(url) {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

/**
 * @param {URL} url @param {Network} network @param {Record<string, string>} headers @param {number} patience
 * @returns {Promise<http.IncomingMessage>}
 */
async function send(url, network, headers, patience) {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Error(`${shown(url)} cannot be asked: expected an http or https address.`);
  const secure = url.protocol === 'https:';
  const proxy = proxyFor(url, network.env, network.proxy);
  const ca = secure || proxy?.protocol === 'https:' ? certificates(network) : undefined;
  const all = { 'user-agent': 'genloom-set-up', ...headers };
  if (proxy === null)
    return answerTo((secure ? https : http).request(url, { ca, headers: all, agent: false }), patience);
  if (!secure) {
    // A proxy is asked for plain http by the whole address.
    const through = proxy.protocol === 'https:' ? https : http;
    const options = { ...endpoint(proxy), ca, path: url.href, agent: false };
    const asked = { ...all, host: url.host, ...proxyAuthorization(proxy) };
    return answerTo(through.request({ ...options, headers: asked }), patience);
  }
  const socket = await tunnel(proxy, url, ca, patience);
  const servername = net.isIP(url.hostname) ? '' : url.hostname; // an address is no name to TLS
  return answerTo(
    https.request(url, {
      headers: all,
      createConnection: () => tls.connect({ socket, servername, ca }),
    }),
    patience,
  );
}

/** @param {URL} url */
const endpoint = (url) => ({
  hostname: url.hostname.replace(/^\[|\]$/g, ''),
  port: url.port || (url.protocol === 'https:' ? 443 : 80),
});

/**
 * A connection through the proxy to the host of `url` (HTTP's CONNECT), on which TLS can begin.
 * @param {URL} proxy @param {URL} url @param {(string | Buffer)[] | undefined} ca @param {number} patience
 * @returns {Promise<import('node:net').Socket>}
 */
function tunnel(proxy, url, ca, patience) {
  return new Promise((resolve, reject) => {
    const target = `${url.hostname}:${url.port || 443}`;
    const asked = (proxy.protocol === 'https:' ? https : http).request({
      ...endpoint(proxy),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyAuthorization(proxy) },
      ca,
      agent: false,
      timeout: patience,
    });
    asked.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      return reject(
        new Error(`The proxy ${proxy.host} refused ${target}: ${answer.statusCode} ${answer.statusMessage}`),
      );
    });
    asked.once('timeout', () => asked.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    asked.once('error', (error) => reject(explainNetworkError(error, `The proxy ${proxy.host}`)));
    asked.end();
  });
}

/** @param {http.ClientRequest} asked @param {number} patience @returns {Promise<http.IncomingMessage>} */
function answerTo(asked, patience) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => asked.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
      patience,
    );
    asked.once('response', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    asked.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end();
  });
}

/**
 * Node's own certificates and those of the files that the user named; undefined: Node's choice.
 * @param {Network} network
 * @returns {string[] | undefined}
 */
function certificates({ env, cert }) {
  const named = cert ?? env.SSL_CERT_FILE ?? env.REQUESTS_CA_BUNDLE;
  if (!named) return undefined;
  const files = new Set([named, env.NODE_EXTRA_CA_CERTS ?? '']);
  files.delete('');
  const read = [...files].flatMap((file) => {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      throw new Error(`The certificate file "${file}" cannot be read: name another in PIP_CERT, or none.`);
    }
  });
  return [...tls.rootCertificates, ...read];
}
