import { createElement, lazy, useState, type ComponentType } from 'react';
import { useConnection } from '../state/connection.ts';

const loaders: (() => Promise<unknown>)[] = [];

/** Attempts at a machine that is there, and milliseconds between attempts. */
const ATTEMPTS = 3;
const PAUSE = 1000;

/** A component whose script may be fetched before it is drawn. */
export type Lazily<Props extends object> = ComponentType<Props> & {
  /** Fetches the script, where it is not there or on its way. @throws what kept it from coming */
  readonly load: () => Promise<unknown>;
};

/**
 * A component whose script is fetched with its first use, by `load`, or by `loadTheRest`. While the machine is away it is waited
 * for, as React keeps a failure for ever. Once the script is there nothing stands in the component's place: React would leave that
 * there for 300 ms at least.
 */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazily<Props> {
  let there: ComponentType<Props> | null = null;
  const patiently = once(async () => (there = await untilThere(load)));
  loaders.push(patiently);
  const Later = lazy(async () => ({ default: await patiently() }));
  function Lazily(props: Props) {
    // What was drawn as one of the two stays that: another one would forget its state.
    const [Component] = useState<ComponentType<Props>>(() => there ?? (Later as ComponentType<Props>));
    return createElement(Component, props);
  }
  return Object.assign(Lazily, { load: patiently });
}

/**
 * Fetches every script that is still to come, one after the other, so that none is missed when the machine goes away.
 * @param quiet resolves when the next one disturbs nobody
 */
export async function loadTheRest(quiet: () => Promise<void> = async () => {}): Promise<void> {
  for (const load of loaders) {
    await quiet();
    await load().catch(() => undefined);
  }
}

/** Does it at the first call, and tells every later one the same; what failed is tried again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
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
