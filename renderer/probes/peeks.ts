import { useEffect, useState } from 'react';
import type { Numbers } from '../../main/bridge/contract.ts';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { useRun } from '../state/run.ts';
import { machine } from '../state/studio.ts';
import { useModel } from '../state/training.ts';

/** What a wire carried at a step. */
export interface Peeked {
  readonly value: Numbers;
  readonly statistics: Numbers;
  readonly step: number;
}

/** Milliseconds on a wire before its numbers are asked for, so that crossing the board asks nothing. */
const LINGER = 150;
/** Wires whose numbers are kept; the oldest goes first. */
const KEPT = 64;

const cache = new Map<string, Peeked>();

interface Peeking {
  readonly peeked: Peeked | null;
  readonly asking: boolean;
  /** Why there are none. */
  readonly problem: Text | null;
}

/**
 * The numbers on a wire of the board, asked for once a step and no longer wanted when the component leaves.
 * @param live asks again as training goes on
 */
export function usePeek(node: string, port: string, live = false): Peeking {
  const model = useModel();
  const progressed = useRun(({ progress }) => progress?.step);
  const [answer, setAnswer] = useState<{ key: string; problem: Text } | null>(null);
  const [, setArrived] = useState(0);
  const can = model !== null && model.activity !== 'preparing' && model.activity !== 'failed';
  const step = model?.activity === 'training' ? (progressed ?? model.step) : (model?.step ?? 0);
  const identity = `${model?.project}/${model?.run}/${model?.text.length} ${node}.${port}`;
  // A wire that is only hovered keeps the numbers of the step at which it was met.
  const [met, setMet] = useState({ identity, step });
  if (met.identity !== identity || (live && met.step !== step)) setMet({ identity, step });
  const key = `${identity} ${met.step}`;
  const known = cache.get(key);

  useEffect(() => {
    if (!can || cache.has(key)) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      machine()
        .call('peek', { node, port }, stop.signal)
        .then(({ value, statistics }) => {
          if (value && statistics) keep(key, { value, statistics, step: met.step });
          setArrived((count) => count + 1);
        })
        .catch((error: unknown) => {
          if (!stop.signal.aborted) setAnswer({ key, problem: textOf(error) });
        });
    }, LINGER);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [can, key, node, port, met.step]);

  const problem = answer?.key === key ? answer.problem : null;
  return { peeked: known ?? newestOf(identity), asking: can && !known && !problem, problem };
}

function keep(key: string, peeked: Peeked): void {
  cache.set(key, peeked);
  const oldest = cache.keys().next().value;
  if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
}

/** What the wire carried when it was last asked: better than nothing until the answer comes. */
function newestOf(identity: string): Peeked | null {
  let newest: Peeked | null = null;
  for (const [key, peeked] of cache) if (key.startsWith(`${identity} `)) newest = peeked;
  return newest;
}
