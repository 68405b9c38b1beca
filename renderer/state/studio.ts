import type { Arguments, CallName, Result, StudioNews } from '../../main/bridge/contract.ts';

/** The machine, as the window knows it. */
export interface StudioClient {
  /** @throws an error whose `text` is a sentence in both languages */
  call<C extends CallName>(name: C, args: Arguments<C>, signal?: AbortSignal): Promise<Result<C>>;
  /** @returns ends the listening */
  onNews(hear: (news: StudioNews) => void): () => void;
}

let client: StudioClient | null = null;

/** Says once which machine the window talks to. */
export function setMachine(studio: StudioClient): void {
  client = studio;
}

/** The machine. @throws before there is one */
export function machine(): StudioClient {
  if (!client) throw new Error('The window is not connected to a machine yet.');
  return client;
}
