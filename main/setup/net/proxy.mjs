// Which proxy stands between this machine and an address, by the usual environment variables.

/**
 * @param {URL} url
 * @param {NodeJS.ProcessEnv} env
 * @param {string | null} [ifUnset] another place's setting, such as pip's
 * @returns {URL | null} null: none
 */
export function proxyFor(url, env, ifUnset = null) {
  if (bypassed(url, env.no_proxy ?? env.NO_PROXY ?? env.npm_config_noproxy ?? '')) return null;
  const value =
    url.protocol === 'https:'
      ? env.https_proxy || env.HTTPS_PROXY || env.npm_config_https_proxy
      : // Upper-case HTTP_PROXY can be set by a stranger's request under CGI, but nobody runs set-up there.
        env.http_proxy || env.HTTP_PROXY || env.npm_config_proxy;
  const chosen = value || env.all_proxy || env.ALL_PROXY || ifUnset;
  if (!chosen) return null;
  let proxy;
  try {
    proxy = new URL(chosen.includes('://') ? chosen : `http://${chosen}`);
  } catch {
    throw new Error(`The proxy setting is no address: expected something like "http://host:port".`);
  }
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:')
    throw new Error(
      `The proxy ${proxy.protocol}//${proxy.host} cannot be used: expected one that speaks http or https.`,
    );
  return proxy;
}

/** The header that a proxy with a name and a password in its address asks for. @param {URL} proxy */
export function proxyAuthorization(proxy) {
  return proxy.username ? { 'proxy-authorization': basic(proxy) } : {};
}

/** HTTP's basic authorization from the name and password in an address. @param {URL} url */
export function basic(url) {
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/**
 * `NO_PROXY`: names, parts of names after a dot, each with a port if wanted; `*` for all.
 * @param {URL} url @param {string} list
 */
function bypassed(url, list) {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '') return false;
    if (entry === '*') return true;
    const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (only && only !== port) return false;
    const bare = name.replace(/^\*?\./, '');
    return url.hostname === bare || url.hostname.endsWith(`.${bare}`);
  });
}
