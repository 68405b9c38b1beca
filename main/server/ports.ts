import { createServer } from 'node:net';

/** Where Genloom listens unless told otherwise. */
export const USUAL_PORT = 4141;
/** So many ports are looked at behind one that is taken. */
const REACH = 50;

/** The first port from `from` on that is free at that host; `null` where none of the next fifty is. */
export async function freePort(host: string, from: number): Promise<number | null> {
  for (let port = from; port < Math.min(from + REACH, 65_536); port++)
    if (await isFree(host, port)) return port;
  return null;
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
