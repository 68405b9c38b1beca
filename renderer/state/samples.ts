import { catalogue } from '../../nodes/catalogue.ts';
import { askedDials } from '../../nodes/graph/asked-values.ts';
import { textDial } from '../../nodes/graph/dials.ts';
import { chosenInputs } from './chosen-inputs.ts';
import { useDocument } from './document.ts';
import { useSamples, visitNow } from './drawn-samples.ts';
import { machine } from './studio.ts';
import { unlessStopped } from './turns.ts';

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
  const mine = visitNow();
  const numbers = await unlessStopped(() => machine().call('sample', { output, count: COUNT, seed, inputs }));
  if (numbers && mine === visitNow()) useSamples.setState({ [output]: { numbers, seed, asked } });
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
