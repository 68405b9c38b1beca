import { readArrangement } from '../../../../main/targets/tensorflow/arrangement.ts';
import { tensorflowTarget } from '../../../../main/targets/tensorflow/target.ts';
import type { Runner } from '../../../../main/targets/target.ts';
import type { Program } from '../../../../nodes/program/program.ts';

const arrangement = readArrangement();

/** Whether set-up found a TensorFlow that runs here; `binding.spec.ts` looks at why not. */
export const works = arrangement !== null && arrangement.rung !== 4;

/** Programs made ready in TensorFlow. */
export const openIn = async (programs: Readonly<Record<string, Program>>): Promise<Runner> =>
  (await tensorflowTarget()).open(programs);
