import { contract, type CallName, type StudioCalls } from '../../../main/bridge/contract.ts';
import type { WindowedStudio } from '../../../main/bridge/windows.ts';

/** A studio of which a test writes only the calls that it needs; the others say that they were not expected. */
export function fakeStudio(calls: Partial<StudioCalls> = {}): WindowedStudio & { readonly gone: string[] } {
  const others = Object.fromEntries(
    (Object.keys(contract) as CallName[]).map((name) => [
      name,
      () => Promise.reject(new Error(`The test did not expect '${name}'.`)),
    ]),
  ) as unknown as StudioCalls;
  const gone: string[] = [];
  return { ...others, ...calls, gone, windowClosed: (window) => void gone.push(window) };
}

/** What `hello` answers in tests. */
export const HELLO = { version: '1.2.3', host: 'browser', workspace: '/projects' } as const;
