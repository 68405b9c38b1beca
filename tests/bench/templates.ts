import { readFileSync } from 'node:fs';

import { Session } from '../../main/engine/session.ts';
import { adoptStartingWeights } from '../../main/engine/starting-weights.ts';
import { decodeWeights } from '../../main/engine/trained-weights.ts';
import { readTemplate, type Template } from '../../main/projects/templates.ts';
import type { Target } from '../../main/targets/target.ts';
import { contest, type Contender, type Outcome, type Rules } from './contest.ts';
import type { Reference } from './reference.ts';

/** What a template takes, beside the reference graph. */
export interface TemplateReport {
  readonly template: string;
  /** A training step of each of its phases. */
  readonly phases: readonly { readonly phase: string; readonly step: Outcome }[];
  /** Sampling 64 from the first output of its board, with the weights that ship; null where it has none. */
  readonly sampling: Outcome | null;
}

const SAMPLES = 64;
/** Longer than any bench: a phase that is measured must not end. */
const ENDLESS = 1_000_000;

/** Times a template's steps and sampling, in turn with the reference graph. */
export async function measureTemplate(
  name: string,
  target: Target,
  reference: Reference,
  quick: boolean,
): Promise<TemplateReport> {
  const template = await readTemplate(name);
  const rules: Rules = { pairs: quick ? 3 : 15, warmUp: 3, seconds: 8 };
  const phases = [];
  for (const [index, { name: phase }] of template.document.phases.entries()) {
    const session = await Session.open(inPhase(template, index), target, 'bench');
    try {
      await adoptStartingWeights(session);
      for (let step = 0; step < index; step++) await session.step();
      phases.push({
        phase,
        step: await contest(
          timed(() => session.step()),
          reference,
          rules,
        ),
      });
    } finally {
      session.dispose();
    }
  }
  return { template: name, phases, sampling: await sampling(template, target, reference, quick) };
}

async function sampling(
  { document, weights }: Template,
  target: Target,
  reference: Reference,
  quick: boolean,
): Promise<Outcome | null> {
  const session = await Session.open(document, target, 'bench');
  try {
    const [output] = session.compiled.outputs.keys();
    if (output === undefined || weights === null) return null;
    await adoptStartingWeights(session);
    await session.adopt(decodeWeights(readFileSync(weights), weights));
    let seed = 0;
    const sample = timed(() => session.sample(output, SAMPLES, seed++));
    return await contest(sample, reference, { pairs: quick ? 3 : 7, warmUp: 1, seconds: 8 });
  } finally {
    session.dispose();
  }
}

/** The document with one step in each phase before that one, and no end to it. */
function inPhase({ document }: Template, index: number): Template['document'] {
  const phases = document.phases.map((phase, i) => ({ ...phase, steps: i < index ? 1 : ENDLESS }));
  return { ...document, phases };
}

const timed = (work: () => Promise<unknown>): Contender => ({
  async step() {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  },
});
