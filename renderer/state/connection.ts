import { create } from 'zustand';
import type { Hello } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';

interface ConnectionState {
  /** `away`: it is being tried again. `refused`: the machine does not know this window any more. */
  readonly status: 'connecting' | 'connected' | 'away' | 'refused';
  /** Why the machine cannot be reached, where that is known. */
  readonly why: Text | null;
  /** Whom the window talks to; `null` until it has answered once. */
  readonly hello: Hello | null;
}

/** How it stands between the window and its machine. */
export const useConnection = create<ConnectionState>(() => ({
  status: 'connecting',
  why: null,
  hello: null,
}));

export const changeConnection = (change: Partial<ConnectionState>): void => useConnection.setState(change);
