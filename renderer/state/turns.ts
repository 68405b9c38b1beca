import { create } from 'zustand';
import type { Numbers, StudioNews } from '../../main/bridge/contract.ts';
import { machine } from './studio.ts';

/** How far a sampler is. */
export interface Turn {
  /** The sampler. */
  readonly node: string;
  readonly turn: number;
  readonly turns: number;
  /** The first samples as they are by now; `null` where nothing can be shown of them. */
  readonly values: Numbers | null;
}

/** What is being sampled or looked at turn by turn, by `output/<name>` and `look/<node>`. */
export const useTurns = create<Readonly<Record<string, Turn>>>(() => ({}));

/** Takes in what the machine tells of samplers. */
export function hearTurns(news: StudioNews, project: string | null): void {
  if (news.kind === 'turn' && news.project === project) {
    const { of, node, turn, turns, values } = news;
    useTurns.setState({ [of]: { node, turn, turns, values } });
  } else if (news.kind === 'turns over' && news.project === project) {
    const { [news.of]: _, ...others } = useTurns.getState();
    useTurns.setState(others, true);
    // What an engine was at that died is not gone on with.
  } else if (news.kind === 'restarted') forgetTurns();
}

export const forgetTurns = (): void => useTurns.setState({}, true);

/** Calls of this window that may take many turns: whoever stops them knows why they end. */
const atWork = new Set<{ stopped: boolean }>();

/** @returns what `work` comes to; `null` where this window stopped it. @throws what else went wrong */
export async function unlessStopped<T>(work: () => Promise<T>): Promise<T | null> {
  const mine = { stopped: false };
  atWork.add(mine);
  try {
    return await work();
  } catch (error) {
    if (mine.stopped) return null;
    throw error;
  } finally {
    atWork.delete(mine);
  }
}

/** Stops every sampler between two turns. @throws a sentence where the machine cannot be reached */
export async function stopSampling(): Promise<void> {
  for (const one of atWork) one.stopped = true;
  await machine().call('stopSampling', {});
}
