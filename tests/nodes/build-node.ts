import type { Elements, Target, Values } from '../../main/targets/target.ts';
import { tfjsTarget } from '../../main/targets/tfjs/target.ts';
import type { Tensor } from '../../nodes/alphabet/operation.ts';
import type { Dimension, TensorType } from '../../nodes/alphabet/shape.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { InputPort, Meaning } from '../../nodes/port.ts';
import { makeContext } from '../../nodes/graph/context.ts';
import type { Design, DialValue } from '../../nodes/graph/document.ts';
import { resolveDials } from '../../nodes/graph/dials.ts';
import { blockOf } from '../../nodes/graph/ports.ts';
import { Blocked, type GraphProblem } from '../../nodes/graph/problems.ts';
import { Slice } from '../../nodes/graph/slice.ts';
import { Variables, type Variable } from '../../nodes/graph/variables.ts';
import { pullBack } from '../../nodes/program/differentiate.ts';
import type { Program } from '../../nodes/program/program.ts';
import { simplify } from '../../nodes/program/simplify.ts';
import { Trace } from '../../nodes/program/trace.ts';
import { document } from '../documents.ts';

export interface NodeInDesign {
  readonly kind: string;
  readonly dials?: Readonly<Record<string, DialValue>>;
  /** Types by port; a list of them for a port that takes several wires. */
  readonly inputs: Readonly<Record<string, TensorType | readonly TensorType[]>>;
  /** What the numbers at the first input mean. */
  readonly meaning?: Meaning;
  readonly mode?: 'training' | 'inference';
  readonly batch?: Dimension;
}

export interface BuiltAlone {
  /** By port; `input`, or `input/0`, `input/1`, ... of a port that takes several wires. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** By port; `null` where a problem stood in the way. */
  readonly outputs: Readonly<Record<string, Tensor>> | null;
  readonly problems: readonly GraphProblem[];
  /** By the name that the node gave them. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly slice: Slice;
}

/** One node in a design of its own, called once by the board of a document: built as the compiler builds it. */
export function buildNode(given: NodeInDesign): BuiltAlone {
  const types: [name: string, type: TensorType][] = Object.entries(given.inputs).flatMap(([port, type]) =>
    'shape' in type ? [[port, type]] : type.map((one, i): [string, TensorType] => [`${port}/${i}`, one]),
  );
  const design = designAround(given, types);
  const whole = document({
    board: { nodes: {}, wires: [] },
    designs: { design },
    blocks: { block: 'design' },
  });
  const trace = new Trace();
  const variables = new Variables();
  const slice = new Slice({
    document: whole,
    trace,
    variables,
    mode: given.mode ?? 'training',
    batch: given.batch ?? 2,
    trained: new Set(['block']),
    averages: new Set(),
    averaged: false,
    noise: 'keyed',
  });
  const inputs = Object.fromEntries(
    types.map(([name, type]) => [name, trace.feed(name, type, { kind: 'input', name })]),
  );
  const first = Object.values(inputs)[0];
  if (first && given.meaning) slice.means(first, given.meaning);
  let outputs: Readonly<Record<string, Tensor>> | null = null;
  try {
    outputs = makeContext(slice, slice.board, 'test', {}).call(blockOf(whole, 'block')!, inputs);
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
  }
  const named = [...variables.all].map(
    ([name, variable]) => [name.replace('block/node/', ''), variable] as const,
  );
  return { inputs, outputs, problems: slice.problems, variables: new Map(named), slice };
}

function designAround({ kind, dials = {} }: NodeInDesign, types: readonly [string, TensorType][]): Design {
  const ports: Readonly<Record<string, InputPort>> = catalogue.get(kind)!.inputs;
  const outputs = outputsOf(kind, dials);
  const node = (port: string, at: number) => `${port}-${at}`;
  return {
    nodes: {
      ...Object.fromEntries(types.map(([name], i) => [node('input', i), { kind: 'input', dials: { name } }])),
      node: { kind, dials: { ...dials } },
      ...Object.fromEntries(
        outputs.map((name, i) => [node('output', i), { kind: 'output', dials: { name } }]),
      ),
    },
    wires: [
      ...types.map(([name], i) => {
        const port = name.split('/')[0]!;
        const own = ports[port]!.several ? { name: node('wire', i) } : {};
        return { from: { node: node('input', i), port: 'value' }, to: { node: 'node', port, ...own } };
      }),
      ...outputs.map((port, i) => ({
        from: { node: 'node', port },
        to: { node: node('output', i), port: 'value' },
      })),
    ],
  };
}

/** The outputs of a node, those among them that its dials let grow; dials that are refused let none grow. */
function outputsOf(kind: string, dials: Readonly<Record<string, DialValue>>): readonly string[] {
  const definition = catalogue.get(kind)!;
  const grown = () => {
    try {
      const none = () => null;
      return definition.grow?.(resolveDials(definition.dials, dials), none, none).outputs ?? {};
    } catch {
      return {};
    }
  };
  return Object.keys({ ...definition.outputs, ...grown() });
}

/** The sentences of problems, in English. */
export const sentences = ({ problems }: BuiltAlone): readonly string[] => problems.map(({ text }) => text.en);

/** Runs a program once, on plain JavaScript unless told, with these variables, which it may change. */
export async function runOnce(
  program: Program,
  feeds: Readonly<Record<string, Elements>>,
  variables: ReadonlyMap<string, Values> = new Map(),
  target: Target = tfjsTarget('cpu'),
): Promise<{ outputs: Record<string, Values>; variables: Map<string, Values> }> {
  const runner = await target.open({ program });
  try {
    await runner.write(variables);
    const outputs = await runner.run('program', feeds);
    return { outputs, variables: await runner.read() };
  } finally {
    runner.dispose();
  }
}

export interface NumbersOfNode {
  readonly outputs: Readonly<Record<string, Values>>;
  /** Of Σ output · cotangent, for every float32 input and every weight, by name. */
  readonly gradients: Readonly<Record<string, Values>>;
  /** Weights and states after the run, by the name that the node gave them. */
  readonly variables: Readonly<Record<string, Values>>;
}

/**
 * What a node computes.
 * @param inputs values by port
 * @param variables weights and states by the name that the node gives them
 * @param cotangent of the first output; no gradients without
 * @param target plain JavaScript unless told
 */
export async function computeNode(
  given: Omit<NodeInDesign, 'inputs'>,
  inputs: Readonly<Record<string, Values | readonly Values[]>>,
  variables: Readonly<Record<string, Values>> = {},
  cotangent?: Values,
  target?: Target,
): Promise<NumbersOfNode> {
  const built = buildNode({ ...given, inputs });
  if (!built.outputs) throw new Error(`The node was not built: ${sentences(built).join(' ')}`);
  const { trace } = built.slice.settings;
  const weights = [...built.variables].filter(([, { role }]) => role === 'weight');
  const sources: Record<string, Tensor> = {
    ...Object.fromEntries(Object.entries(built.inputs).filter(([, { dtype }]) => dtype === 'float32')),
    ...Object.fromEntries(weights.map(([name, { name: full }]) => [name, trace.variableRead(full)!])),
  };
  const feeds = Object.fromEntries(
    Object.entries(inputs).flatMap(([port, value]) =>
      'shape' in value ? [[port, value.data]] : value.map((one, i) => [`${port}/${i}`, one.data]),
    ),
  ) as Record<string, Elements>;
  const outputs: Record<string, Tensor> = { ...built.outputs };
  if (cotangent) {
    const seed = trace.feed('cotangent', cotangent, { kind: 'input', name: 'cotangent' });
    feeds.cotangent = cotangent.data;
    const first = Object.values(built.outputs)[0]!;
    pullBack(trace, [first], [seed], Object.values(sources), 0).forEach((gradient, i) => {
      if (gradient) outputs[`gradient/${Object.keys(sources)[i]}`] = gradient;
    });
  }
  const program = simplify(trace.program(outputs));
  for (const { name, source } of program.feeds)
    if (source.kind === 'random') feeds[name] = Int32Array.of(1, 0);
  const wanted = new Set([...program.variables.map(({ name }) => name), ...Object.keys(program.updates)]);
  const held = Object.entries(variables).flatMap(([name, value]) => {
    const { name: full } = built.variables.get(name)!;
    return wanted.has(full) ? [[full, value] as const] : [];
  });
  const ran = await runOnce(program, feeds, new Map(held), target);
  const pick = (prefix: string, values: Iterable<[string, Values]>) =>
    Object.fromEntries(
      [...values]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  return {
    outputs: Object.fromEntries(Object.keys(built.outputs).map((port) => [port, ran.outputs[port]!])),
    gradients: pick('gradient/', Object.entries(ran.outputs)),
    variables: pick('block/node/', ran.variables),
  };
}
