import { Session } from '../../main/engine/session.ts';
import type { Target } from '../../main/targets/target.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { knownSize } from '../../nodes/alphabet/shape.ts';
import type { Contender } from './contest.ts';
import type { Clock } from './native-clock.ts';
import { median, quantile } from './statistics.ts';

/** How a step's time divides; medians of milliseconds. */
export interface OwnTime {
  readonly steps: number;
  readonly whole: number;
  /** Outside of TensorFlow: the loop, batches, checks. */
  readonly own: number;
  /** The 95th percentile of it. */
  readonly ownWorst: number;
  /** The same where no graph runs, so that nothing drives the engine's code and data out of the processor's caches. */
  readonly ownIdling: number;
  /** In the native calls that hand tensors in, bring them out and free them. */
  readonly handing: number;
}

/** A net that is trained by the engine as users train theirs. */
export class EngineContender implements Contender {
  readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  static async open(document: GraphDocument, target: Target): Promise<EngineContender> {
    return new EngineContender(await Session.open(document, target, 'bench'));
  }

  /** How many numbers its weights have. */
  get parameters(): number {
    return [...this.session.compiled.variables.values()]
      .filter(({ role }) => role === 'weight')
      .reduce((sum, { type }) => sum + knownSize(type.shape), 0);
  }

  async step(): Promise<number> {
    const begin = performance.now();
    await this.session.step();
    return performance.now() - begin;
  }

  /** Steps one after another, with the times of the native calls within. */
  async ownTime(steps: number, { read, idling }: Clock): Promise<OwnTime> {
    const times = async () => {
      read();
      const all: { readonly whole: number; readonly own: number; readonly handing: number }[] = [];
      for (let i = 0; i < steps; i++) {
        const whole = await this.step();
        const { running, handing } = read();
        all.push({ whole, own: whole - running - handing, handing });
      }
      return all;
    };
    const all = await times();
    const idle = await idling(times);
    const own = all.map((each) => each.own);
    return {
      steps,
      whole: median(all.map(({ whole }) => whole)),
      own: median(own),
      ownWorst: quantile(own, 0.95),
      ownIdling: median(idle.map((each) => each.own)),
      handing: median(all.map(({ handing }) => handing)),
    };
  }

  dispose(): void {
    this.session.dispose();
  }
}
