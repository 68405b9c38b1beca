import type { Target } from '../../main/targets/target.ts';
import { contest, type Contender, type Rules } from './contest.ts';
import { EagerContender } from './eager-contender.ts';
import { EngineContender } from './engine-contender.ts';
import type { Clock } from './native-clock.ts';
import type { Eager, Net } from './nets.ts';
import type { Reference } from './reference.ts';
import { judged, mustHaveSameParameters, type NetReport, type Rival, type RivalReport } from './report.ts';
import { Twin, type Framework } from './twin.ts';

/** What all nets are compared in. */
export interface Surroundings {
  readonly clock: Clock;
  readonly target: Target;
  readonly reference: Reference;
  /** The Python that twins run in. */
  readonly python: string | null;
  readonly frameworks: readonly Framework[];
  readonly threads: number;
  readonly quick: boolean;
  readonly tell: (what: string) => void;
}

const OWN_STEPS = 100;
const WARM_UP = 5;
/** A rival that a busy machine slows to a crawl may not hold up the others. */
const SECONDS_A_CONTEST = 15;

/**
 * Times a net through the engine, alone and against each rival.
 * @throws a sentence where a rival's net has another number of parameters
 */
export async function compareNet(net: Net, around: Surroundings): Promise<NetReport> {
  const { quick, tell } = around;
  tell(net.name);
  const ours = await EngineContender.open(net.document(), around.target);
  const { parameters } = ours;
  const { batch } = ours.session.document;
  const rules: Rules = { pairs: quick ? 10 : net.pairs, warmUp: WARM_UP, seconds: SECONDS_A_CONTEST };
  const rivals: RivalReport[] = [];
  const against = async (rival: Rival, version: string, theirs: Contender, theirParameters: number) => {
    mustHaveSameParameters(net.name, parameters, rival, theirParameters);
    rivals.push(judged(rival, version, await contest(ours, theirs, rules)));
  };
  try {
    await against('reference', 'fixed graph', around.reference, parameters);
    if (net.eager) await withEager(net.eager, around, batch, against);
    for (const framework of around.frameworks) if (net.twins.includes(framework)) await withTwin(framework);
    // Last, when the engine has made hundreds of steps: as in the middle of a training.
    const own = await ours.ownTime(quick ? OWN_STEPS / 5 : OWN_STEPS, around.clock);
    return { net: net.name, title: net.title, batch, parameters, data: net.data, own, rivals };
  } finally {
    ours.dispose();
  }

  async function withTwin(framework: Framework): Promise<void> {
    tell(`${net.name} against ${framework}`);
    const twin = await Twin.start(around.python!, net.name, framework, batch, around.threads);
    try {
      await against(framework, twin.version, twin, twin.parameters);
    } finally {
      await twin.close();
    }
  }
}

async function withEager(
  { net, rate, feeds }: Eager,
  { clock }: Surroundings,
  batch: number,
  against: (rival: Rival, version: string, theirs: Contender, parameters: number) => Promise<void>,
): Promise<void> {
  const { tf } = clock.binding;
  const shapes = feeds.map((shape) => [batch, ...shape]);
  const eager = new EagerContender(tf, net(tf), rate, shapes);
  try {
    await against('eager', `tfjs-node ${tf.version['tfjs-core']}`, eager, eager.parameters);
  } finally {
    eager.dispose();
  }
}
