// Turns the machine's error codes into sentences that say what to do.

/** @type {Record<string, string>} */
const NETWORK = {
  ENOTFOUND: 'its name was not found: is there a network, or is a proxy needed (HTTPS_PROXY)?',
  EAI_AGAIN: 'its name was not found: is there a network, or is a proxy needed (HTTPS_PROXY)?',
  ECONNREFUSED: 'it refused the connection.',
  ECONNRESET: 'the connection was cut.',
  EPIPE: 'the connection was cut.',
  ETIMEDOUT: 'it did not answer in time.',
  EHOSTUNREACH: 'it cannot be reached from this network.',
  ENETUNREACH: 'it cannot be reached from this network.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is signed by nobody known here: name your certificate file in NODE_EXTRA_CA_CERTS or PIP_CERT.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is signed by nobody known here: name your certificate file in NODE_EXTRA_CA_CERTS or PIP_CERT.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by nobody known here: name your certificate file in NODE_EXTRA_CA_CERTS or PIP_CERT.',
  CERT_HAS_EXPIRED: 'its certificate has expired: is the clock of this machine right?',
};

/** @type {Record<string, string>} */
const DISK = {
  ENOSPC: 'the disk is full.',
  EDQUOT: 'the disk quota is used up.',
  EROFS: 'the disk is read-only.',
  EACCES: 'it may not be written.',
  EPERM: 'it may not be written.',
  ENOTDIR: 'a part of that path is a file, not a folder.',
};

/** @param {unknown} error @returns {string} */
const code = (error) => /** @type {NodeJS.ErrnoException | undefined} */ (error)?.code ?? '';

/** Whether another attempt may go better. @param {unknown} error */
export const isNetworkError = (error) =>
  code(error) in NETWORK || /** @type {{ transient?: boolean }} */ (error)?.transient === true;

/**
 * A network error as a sentence about its host; any other error unchanged.
 * @param {unknown} error
 * @param {string} host
 */
export const explainNetworkError = (error, host) =>
  code(error) in NETWORK
    ? Object.assign(new Error(`${host} could not be reached: ${NETWORK[code(error)]}`, { cause: error }), {
        code: code(error),
      })
    : error;

/**
 * One sentence about any error.
 * @param {unknown} error
 * @returns {string}
 */
export function sentence(error) {
  const { path: at, syscall } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  // Below a read-only disk, Node reports of a folder that it cannot make that it is not there.
  const known = DISK[syscall === 'mkdir' && code(error) === 'ENOENT' ? 'EROFS' : code(error)];
  if (known) {
    return `${at ? `"${at}"` : 'A file'} could not be written: ${known} Mend that, or, if it is the cache, choose another place (XDG_CACHE_HOME).`;
  }
  const text = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.trim() ?? '';
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
