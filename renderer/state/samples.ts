import { create } from 'zustand';
import type { Numbers } from '../../main/bridge/contract.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { askedDials } from '../../nodes/graph/asked-values.ts';
import { textDial } from '../../nodes/graph/dials.ts';
import { chosenInputs } from './chosen-inputs.ts';
import { useDocument } from './document.ts';
import { machine } from './studio.ts';
import { unlessStopped } from './turns.ts';

interface Sampled {
  readonly numbers: Numbers;
  readonly seed: number;
  /** What the board's doors asked for then, or ask for in what is on its way. */
  readonly asked: string;
}

/** Samples that were asked for by hand, by the name of the output. */
export const useSamples = create<Readonly<Record<string, Sampled>>>(() => ({}));

/** Samples at a time. */
const COUNT = 64;
const LARGEST_SEED = 0x7fffffff;
/** How many projects were opened or left so far. */
let visit = 0;

/** Outputs of the board: node → the name that sampling calls it by. */
export function outputsOfBoard(): ReadonlyMap<string, string> {
  const { document } = useDocument.getState();
  return new Map(
    Object.entries(document?.board.nodes ?? {})
      .filter(([, { kind, off }]) => catalogue.get(kind)?.role === 'output' && !off)
      .map(([id, node]) => [id, textDial(node, 'name', 'output')]),
  );
}

/** What the doors of the board and its samplers ask for: the same text asks for the same. */
function askedNow(): string {
  const { document } = useDocument.getState();
  const nodes = Object.entries(document?.board.nodes ?? {});
  const doors = nodes.filter(([, { kind }]) => catalogue.get(kind)?.role === 'input');
  const samplers = new Set(
    nodes.flatMap(([id, { kind }]) => (catalogue.get(kind)?.family === 'sampling' ? [id] : [])),
  );
  const turned = Object.entries(document ? askedDials(document) : {}).filter(([dial]) =>
    samplers.has(dial.split('.')[0]!),
  );
  return JSON.stringify([doors.map(([id, { dials }]) => [id, dials]), turned]);
}

/** Outputs whose samples were drawn for something else than is asked for now. */
function outputsBehind(): readonly string[] {
  const samples = useSamples.getState();
  if (Object.keys(samples).length === 0) return [];
  const asked = askedNow();
  return [...outputsOfBoard().values()].filter(
    (output) => samples[output] !== undefined && samples[output].asked !== asked,
  );
}

export const isBehind = (): boolean => outputsBehind().length > 0;

/** @returns whether nobody stopped it */
async function draw(output: string, seed: number): Promise<boolean> {
  const { document } = useDocument.getState();
  const asked = askedNow();
  const before = useSamples.getState()[output];
  if (before) useSamples.setState({ [output]: { ...before, asked } });
  const inputs = document ? chosenInputs(document) : {};
  const mine = visit;
  const numbers = await unlessStopped(() => machine().call('sample', { output, count: COUNT, seed, inputs }));
  if (numbers && mine === visit) useSamples.setState({ [output]: { numbers, seed, asked } });
  return numbers !== null;
}

/** Draws new samples of every output, from the seed after the last, unless somebody stops it. */
export async function sampleAgain(): Promise<void> {
  for (const output of outputsOfBoard().values()) {
    const seed = ((useSamples.getState()[output]?.seed ?? 0) % LARGEST_SEED) + 1;
    if (!(await draw(output, seed))) return;
  }
}

/** Draws samples that are behind once more, from their own seeds, so that only what was asked for differs. */
export async function catchUp(): Promise<void> {
  for (const output of outputsBehind())
    if (!(await draw(output, useSamples.getState()[output]!.seed))) return;
}

/** Forgets the samples of a project that is left, those on their way too: another one may call an output the same. */
export function forgetSamples(): void {
  visit += 1;
  useSamples.setState({}, true);
}
