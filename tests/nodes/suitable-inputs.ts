import type { Elements, Values } from '../../main/targets/target.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { BATCH } from '../../nodes/alphabet/shape.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { InputPort, Meaning } from '../../nodes/port.ts';
import { Blocked } from '../../nodes/graph/problems.ts';
import type { Schedule } from '../../nodes/schedule.ts';
import { graph } from '../documents.ts';
import { buildOnBoard, float, int, type Arriving, type Dials, type Wired } from './build-on-board.ts';
import { waves } from './numbers.ts';

/** Inputs for any node of the board, found by trying: so a new node is looked at before its author writes a test. */

export const BATCH_SIZE = 8;

type Tensor = Values & Arriving;
type Given = Wired<Tensor>;
type Wire = Given[string];

/** Networks without weights, one for each thing that nodes ask blocks for. */
export const drawing = (() => {
  const doors = (
    inputs: Readonly<Record<string, string>>,
    nodes: Parameters<typeof graph>[0]['nodes'],
    wires: readonly string[],
    output: string,
    form = 'values',
  ) =>
    graph({
      nodes: {
        ...Object.fromEntries(
          Object.entries(inputs).map(([name, meaning]) => [name, { kind: 'input', name, meaning }]),
        ),
        ...nodes,
        out: { kind: 'output', name: output, form },
      },
      wires,
    });
  const designs = {
    denoiser: doors(
      { noisy: 'points', time: 'time' },
      {
        column: { kind: 'reshape', shape: [1] },
        said: { kind: 'expression', formula: 'x * (0.4 + 0.3 * t)' },
      },
      [
        'time.value -> column.input',
        'noisy.value -> said.x',
        'column.output -> said.t',
        'said.result -> out.value',
      ],
      'prediction',
    ),
    energy: doors(
      { place: 'points' },
      {
        square: { kind: 'expression', formula: '(x - 0.3)^2' },
        sum: { kind: 'reduce', axes: [-1], keep: true },
      },
      ['place.value -> square.x', 'square.result -> sum.value', 'sum.result -> out.value'],
      'energy',
    ),
    'next-token': doors(
      { tokens: 'tokens' },
      { which: { kind: 'one-hot', classes: 5 }, likely: { kind: 'scale', factor: 2 } },
      ['tokens.value -> which.indices', 'which.result -> likely.value', 'likely.result -> out.value'],
      'logits',
      'logits',
    ),
    'next-pixel': doors(
      { image: 'image' },
      { likely: { kind: 'expression', formula: '2 * x - 0.5' } },
      ['image.value -> likely.x', 'likely.result -> out.value'],
      'logits',
      'logits',
    ),
    classifier: doors(
      { image: 'image' },
      { flat: { kind: 'flatten' }, first: { kind: 'slice', axis: 1, begin: 0, size: 2 } },
      ['image.value -> flat.input', 'flat.output -> first.value', 'first.result -> out.value'],
      'logits',
      'logits',
    ),
    judge: doors(
      { image: 'image' },
      { places: { kind: 'reshape', shape: [2, 8] } },
      ['image.value -> places.input', 'places.output -> out.value'],
      'kind',
      'logits',
    ),
    decoder: doors(
      { latent: 'latent' },
      { twice: { kind: 'scale', factor: 2 } },
      ['latent.value -> twice.value', 'twice.result -> out.value'],
      'value',
    ),
  };
  return { designs, blocks: Object.fromEntries(Object.keys(designs).map((name) => [name, name])) };
})();

const SCHEDULE: Schedule = {
  process: 'variance preserving',
  curve: 'cosine',
  ends: [1e-4, 0.02],
  drawn: [],
  steps: 20,
  prediction: 'noise',
};

/** Numbers of that shape a batch, by what people would wire; `phase` tells two ports apart. */
const tensors = (phase: number): Readonly<Record<string, Tensor>> => {
  const rows = (...example: readonly number[]) => [BATCH_SIZE, ...example];
  const wavy = (meaning: Meaning, ...example: readonly number[]) =>
    float(rows(...example), waves(rows(...example), phase).data, meaning);
  const unit = ({ data }: { readonly data: Elements }) => Array.from(data, (x) => 0.5 + 0.5 * x);
  const whole = (below: number, meaning: Meaning, ...example: readonly number[]) => {
    const size = rows(...example).reduce((a, b) => a * b);
    return int(
      rows(...example),
      Array.from({ length: size }, (_, i) => (i * 7 + (i >> 2) + phase) % below),
      meaning,
    );
  };
  const loss: Meaning = { kind: 'loss', data: 'continuous', dimensions: 2 };
  const letters = { tokenizer: 'characters', pieces: ['', 'a', 'b', 'c', 'd'] } as const;
  return {
    points: wavy({ kind: 'points' }, 2),
    image: float(rows(4, 4, 1), unit(waves(rows(4, 4, 1), phase)), { kind: 'image', range: [0, 1] }),
    label: whole(2, { kind: 'label', classes: 2 }),
    'per example': float(rows(), unit(waves(rows(), phase)), loss),
    tokens: whole(5, { kind: 'tokens', classes: 5, vocabulary: letters }, 6),
    'by place and attribute': whole(8, { kind: 'any' }, 2, 1),
    'a number for each token': wavy({ kind: 'any', form: 'logits' }, 6, 5),
  };
};

/** What may be wired into a port. */
function candidates({ takes, several }: InputPort, phase: number): readonly Wire[] {
  if (takes === 'block') return Object.keys(drawing.blocks);
  if (takes === 'schedule') return [SCHEDULE];
  const [one, other] = [Object.values(tensors(phase)), Object.values(tensors(phase + 0.5))];
  return several ? one.map((a, i) => ({ a, b: other[i]! })) : one;
}

/** Small where the default would take long; by the names that dials have everywhere. */
const SMALL: Dials = { steps: 3, draws: 10, frames: 2, count: BATCH_SIZE, length: 6, projections: 8 };
/** For nodes that make examples from nothing. */
const SHAPES = [[2], [4, 4, 1]];

function* dialsOf(kind: string): Generator<Dials> {
  const { dials } = catalogue.get(kind)!;
  const small = Object.fromEntries(Object.entries(SMALL).filter(([name]) => name in dials));
  if ('shape' in dials) for (const shape of SHAPES) yield { ...small, shape };
  else yield small;
  // What suits no default may suit another choice: a likelihood of numbers instead of bits.
  for (const [name, dial] of Object.entries(dials as Readonly<Record<string, Dial>>))
    if (dial.type === 'choice')
      for (const option of Object.keys(dial.options)) yield { ...small, [name]: option };
}

export interface Suitable {
  readonly inputs: Given;
  readonly dials: Dials;
}

/** Whether a node takes these inputs; what it refuses it refuses with a sentence, and nothing else may be thrown. */
export function takes(kind: string, { inputs, dials }: Suitable): boolean {
  try {
    buildOnBoard(kind, inputs, dials, { batch: BATCH_SIZE, drawing });
    return true;
  } catch (error) {
    if (error instanceof Problem || error instanceof Blocked) return false;
    throw error;
  }
}

/** All ways of wiring these ports, the first port changing slowest. */
function* wirings(ports: readonly (readonly [string, InputPort])[], phase = 0): Generator<Given> {
  const [first, ...rest] = ports;
  if (!first) {
    yield {};
    return;
  }
  const [name, port] = first;
  for (const wire of candidates(port, phase))
    for (const others of wirings(rest, phase + 1)) yield { [name]: wire, ...others };
}

/**
 * Ways of wiring a node that it takes: with the inputs that it needs, and with as many of the others as fit.
 * @param suits what must hold beside
 * @throws where nothing suits: then something is missing among the candidates
 */
export async function suitable(
  kind: string,
  suits: (found: Suitable) => Promise<boolean> | boolean = () => true,
): Promise<readonly Suitable[]> {
  const ports = Object.entries(catalogue.get(kind)!.inputs as Readonly<Record<string, InputPort>>);
  const needed = ports.filter(([, { optional }]) => !optional);
  const others = ports.filter(([, { optional }]) => optional);
  const holds = async (found: Suitable) => takes(kind, found) && (await suits(found));
  for (const dials of dialsOf(kind))
    for (const inputs of wirings(needed)) {
      const least = { inputs, dials };
      if (!(await holds(least))) continue;
      let most = least;
      for (const [at, [name, port]] of others.entries())
        for (const wire of candidates(port, needed.length + at)) {
          const more = { inputs: { ...most.inputs, [name]: wire }, dials };
          if (!(await holds(more))) continue;
          most = more;
          break;
        }
      return most === least ? [least] : [least, most];
    }
  throw new Error(`None of the inputs that there are to try suits ${kind}: add what it takes.`);
}

/** The same inputs as types for any batch size. */
export const opened = (inputs: Given): Wired<Arriving> => {
  const open = ({ shape, ...type }: Tensor): Arriving => ({ ...type, shape: [BATCH, ...shape.slice(1)] });
  return Object.fromEntries(
    Object.entries(inputs).map(([port, wire]) => {
      if (typeof wire === 'string' || 'process' in wire) return [port, wire];
      if ('shape' in wire) return [port, open(wire as Tensor)];
      return [port, Object.fromEntries(Object.entries(wire).map(([name, one]) => [name, open(one)]))];
    }),
  );
};
