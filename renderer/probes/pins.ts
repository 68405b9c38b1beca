import { textOf } from '../../nodes/alphabet/problem.ts';
import { create } from 'zustand';
import type { Arguments } from '../../main/bridge/contract.ts';
import { notifyProblem } from '../parts/notify.ts';
import { useProject } from '../state/project.ts';
import { useRun } from '../state/run.ts';
import { machine } from '../state/studio.ts';
import { readStatistics, type Statistics } from './statistics.ts';

/** A wire of the board by the output that it begins at. */
export type Pin = Arguments<'pin'>['pins'][number];

/** How a pinned wire went on while it trained. */
export interface Watched {
  readonly steps: number[];
  readonly means: number[];
  readonly last: Statistics;
  readonly version: number;
}

interface Pins {
  readonly pins: readonly Pin[];
  /** By `node.port`. */
  readonly watched: Readonly<Record<string, Watched>>;
}

export const usePins = create<Pins>(() => ({ pins: [], watched: {} }));

export const pinKey = ({ node, port }: Pin): string => `${node}.${port}`;

/** Steps that are remembered of a pinned wire; then every other one is forgotten. */
const REMEMBERED = 2000;

export const isPinned = ({ pins }: Pins, pin: Pin): boolean =>
  pins.some((other) => pinKey(other) === pinKey(pin));

/** Pins a wire, or lets it go. */
export async function togglePin(pin: Pin): Promise<void> {
  const before = usePins.getState();
  const pins = isPinned(before, pin)
    ? before.pins.filter((other) => pinKey(other) !== pinKey(pin))
    : [...before.pins, pin];
  const { [pinKey(pin)]: _, ...watched } = before.watched;
  usePins.setState({ pins, watched });
  // Without a model there is nothing to watch yet; the engine is told with the next one.
  if (!useRun.getState().engine?.model) return;
  try {
    await machine().call('pin', { pins: [...pins] });
  } catch (error) {
    usePins.setState(before);
    notifyProblem(textOf(error));
  }
}

/** Another model begins without pins of its own: those of the window are told again. */
useRun.subscribe(({ engine }, before) => {
  const [model, former] = [engine?.model, before.engine?.model];
  const ready = model && ['shown', 'training', 'paused'].includes(model.activity);
  const another =
    model?.text !== former?.text || model?.run !== former?.run || former?.activity === 'preparing';
  const { pins } = usePins.getState();
  if (ready && another && pins.length > 0)
    machine()
      .call('pin', { pins: [...pins] })
      .catch((error: unknown) => notifyProblem(textOf(error)));
});

useRun.subscribe(({ probes, progress }, before) => {
  if (probes === before.probes) return;
  const step = progress?.step ?? 0;
  usePins.setState(({ pins, watched }) => {
    const next = { ...watched };
    for (const pin of pins) {
      const numbers = probes[pinKey(pin)];
      if (numbers) next[pinKey(pin)] = withStep(watched[pinKey(pin)], step, readStatistics(numbers));
    }
    return { watched: next };
  });
});

/** A new run begins at an earlier step: what was watched before belongs to the former one. */
function withStep(watched: Watched | undefined, step: number, last: Statistics): Watched {
  const goesOn = watched && (watched.steps.at(-1) ?? -1) < step;
  let [steps, means] = goesOn ? [watched.steps, watched.means] : [[], []];
  if (steps.length >= REMEMBERED) {
    steps = steps.filter((_, i) => i % 2 === 1);
    means = means.filter((_, i) => i % 2 === 1);
  }
  steps.push(step);
  means.push(last.mean);
  return { steps, means, last, version: (watched?.version ?? 0) + 1 };
}

useProject.subscribe(({ open }, before) => {
  if (open?.project !== before.open?.project) usePins.setState({ pins: [], watched: {} });
});
