import { useCallback, useEffect, useState } from 'react';
import type { Arguments, CallName, Result } from '../../main/bridge/contract.ts';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { machine } from '../state/studio.ts';

interface Asked<T> {
  /** `null` until it has come. */
  readonly answer: T | null;
  /** Why it did not come. */
  readonly failed: Text | null;
  readonly again: () => void;
}

/** Asks the machine when the component appears, and gives up when it goes. */
export function useAsked<C extends CallName>(name: C, args: Arguments<C>): Asked<Result<C>> {
  const [answer, setAnswer] = useState<Result<C> | null>(null);
  const [failed, setFailed] = useState<Text | null>(null);
  const [round, setRound] = useState(0);
  const key = JSON.stringify(args);
  useEffect(() => {
    const end = new AbortController();
    machine()
      .call(name, JSON.parse(key) as Arguments<C>, end.signal)
      .then(
        (result) => {
          if (!end.signal.aborted) setAnswer(result);
        },
        (error: unknown) => {
          if (!end.signal.aborted) setFailed(textOf(error));
        },
      );
    return () => end.abort();
  }, [name, key, round]);
  const again = useCallback(() => {
    setFailed(null);
    setRound((before) => before + 1);
  }, []);
  return { answer, failed, again };
}
