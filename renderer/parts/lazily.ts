import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { useConnection } from '../state/connection.ts';

const loaders: (() => Promise<unknown>)[] = [];

/** Attempts at a machine that is there, and milliseconds between attempts. */
const ATTEMPTS = 3;
const PAUSE = 1000;

/**
 * A component whose script is fetched with its first use, or by `loadTheRest`. While the machine is away it is waited for, as
 * React keeps a failure for ever.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  const patiently = () => untilThere(load);
  loaders.push(patiently);
  return lazy(async () => ({ default: await patiently() }));
}

/** Fetches every script that is still to come, one after the other, so that none is missed when the machine goes away. */
export async function loadTheRest(): Promise<void> {
  for (const load of loaders) await load().catch(() => undefined);
}

async function untilThere<T>(load: () => Promise<T>): Promise<T> {
  for (let failures = 0; ;) {
    try {
      return await load();
    } catch (error) {
      if (useConnection.getState().status === 'connected') failures += 1;
      if (failures >= ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
