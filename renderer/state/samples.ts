import { create } from 'zustand';
import type { Numbers } from '../../main/bridge/contract.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { textDial } from '../../nodes/graph/dials.ts';
import { chosenInputs } from './chosen-inputs.ts';
import { useDocument } from './document.ts';
import { machine } from './studio.ts';
import { unlessStopped } from './turns.ts';

interface Sampled {
  readonly numbers: Numbers;
  readonly seed: number;
}

/** Samples that were asked for by hand, by the name of the output. */
export const useSamples = create<Readonly<Record<string, Sampled>>>(() => ({}));

/** Samples at a time. */
const COUNT = 64;
const LARGEST_SEED = 0x7fffffff;

/** Outputs of the board: node → the name that sampling calls it by. */
export function outputsOfBoard(): ReadonlyMap<string, string> {
  const { document } = useDocument.getState();
  return new Map(
    Object.entries(document?.board.nodes ?? {})
      .filter(([, { kind, off }]) => catalogue.get(kind)?.role === 'output' && !off)
      .map(([id, node]) => [id, textDial(node, 'name', 'output')]),
  );
}

/** Draws new samples of every output, from the seed after the last, unless somebody stops it. */
export async function sampleAgain(): Promise<void> {
  for (const output of outputsOfBoard().values()) {
    const seed = ((useSamples.getState()[output]?.seed ?? 0) % LARGEST_SEED) + 1;
    const { document } = useDocument.getState();
    const inputs = document ? chosenInputs(document) : {};
    const numbers = await unlessStopped(() =>
      machine().call('sample', { output, count: COUNT, seed, inputs }),
    );
    if (!numbers) return;
    useSamples.setState({ [output]: { numbers, seed } });
  }
}

export const forgetSamples = (): void => useSamples.setState({}, true);
