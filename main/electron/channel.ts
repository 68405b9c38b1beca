/** The one channel between page and machine; everything on it are bytes. */
export const CHANNEL = 'genloom';

/** Where the page comes from: our own protocol, which serves the built window and nothing else. */
export const SCHEME = 'genloom';
export const ORIGIN = `${SCHEME}://window`;
