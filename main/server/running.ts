// Which servers run on this machine for this user, so that a second start finds the first.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { z } from 'zod';
import { cacheFolder } from '../setup/places.mjs';
import { ALIVE } from './server.ts';

const schema = z.strictObject({
  port: z.int().min(1).max(65_535),
  /** How this machine reaches it. */
  host: z.string(),
  /** The address with its token. */
  address: z.string(),
  token: z.string(),
  /** Folder of its projects. */
  folder: z.string(),
});

/** A server that runs. */
export type Running = z.infer<typeof schema>;

const ANSWER_WITHIN = 1_000;

const serversFolder = (): string => path.join(cacheFolder(), 'servers');

/** Leaves word of a server. @returns takes it back */
export function announce(running: Running): () => void {
  const file = path.join(serversFolder(), `${running.port}.json`);
  try {
    mkdirSync(serversFolder(), { recursive: true, mode: 0o700 });
    rmSync(file, { force: true });
    // It holds the token: for this user's eyes only.
    writeFileSync(file, JSON.stringify(running), { mode: 0o600 });
  } catch {
    // A cache that cannot be written: then a second start does not find this one, and takes another port.
  }
  return () => {
    if (read(file)?.token === running.token) rmSync(file, { force: true });
  };
}

/** Servers that answer, of those that were announced. */
export async function runningServers(): Promise<readonly Running[]> {
  let names: string[];
  try {
    names = readdirSync(serversFolder());
  } catch {
    return [];
  }
  const all = names.flatMap((name) => read(path.join(serversFolder(), name)) ?? []);
  const alive = await Promise.all(all.map(answers));
  return all.filter((_, index) => alive[index]);
}

function read(file: string): Running | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function answers({ host, port, token }: Running): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      { host, port, path: ALIVE, headers: { authorization: `Bearer ${token}`, host: `localhost:${port}` } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      },
    );
    asked.setTimeout(ANSWER_WITHIN, () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
