import type { Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import type { DType, Shape } from '../alphabet/shape.ts';
import { catalogue } from '../catalogue.ts';
import type { Dial } from '../dial.ts';
import type { Block } from '../port.ts';
import type { BuildContext, TrainingContext, Weight } from '../build-context.ts';
import { differentiate } from '../program/differentiate.ts';
import { callDesign, otherThanAtCall } from './call-design.ts';
import { hash32 } from './hash.ts';
import type { DialValue } from './document.ts';
import { blockOf } from './ports.ts';
import { Blocked, Unwritten } from './problems.ts';
import { promptTokens, rowOfTokens } from '../prompt.ts';
import type { Builder, Scope } from './scope.ts';

/** The int32 pair (seed, draw) that keys all randomness of a program. */
export const randomKey = (slice: Builder): Tensor =>
  slice.settings.trace.feed('random', { shape: [2], dtype: 'int32' }, { kind: 'random' });

/** The same with the turn of the loop that is being written, so that each turn draws anew. */
function keyHere(slice: Builder): Tensor {
  const key = randomKey(slice);
  if (!slice.loop) return key;
  const { ops } = slice.settings.trace;
  return ops.concat([key, ops.reshape(slice.loop.turn, { shape: [1] })], { axis: 0 });
}

/** What a node may ask while it is built. */
export function makeContext(
  slice: Builder,
  scope: Scope,
  node: string,
  dials: Readonly<Record<string, DialValue>>,
): TrainingContext {
  const { trace, variables, batch, document } = slice.settings;
  const { ops } = trace;
  const here = scope.path ? `${scope.path}/${node}` : node;
  const stream = (name: string) => hash32(`${here}/${name}`);
  let calls = 0;

  const ownName = (name: string): string => {
    if (scope.owner === null)
      throw new Problem(
        'All weights live in blocks: this node has one and stands on the board. Put it into a design and call that.',
        '가중치는 블록 안에만 둘 수 있습니다. 가중치가 있는 이 노드를 설계 안에 넣고 그 설계를 호출하세요.',
      );
    return `${scope.owner}/${node}/${name}`;
  };
  /** Keyed noise, or where the function is exported, an input of it. */
  const noise = (kind: 'normalNoise' | 'uniformNoise', shape: Shape, name: string): Tensor => {
    if (slice.settings.noise === 'input') {
      const input = `noise_${here.replaceAll(/[^A-Za-z0-9]+/g, '_')}${name === 'noise' ? '' : `_${name}`}`;
      const whole = slice.loop ? [slice.loop.count, ...shape] : shape;
      const given = trace.feed(
        `input/${input}`,
        { shape: whole, dtype: 'float32' },
        { kind: 'input', name: input },
      );
      return slice.loop ? ops.gather(given, slice.loop.turn) : given;
    }
    return ops[kind](keyHere(slice), { shape, stream: stream(name) });
  };
  const blockId = () => scope.owner!.split('/')[0]!;

  const base: BuildContext = {
    mode: scope.mode,
    batch,
    weight(name, shape, initializer) {
      const full = ownName(name);
      const type = { shape, dtype: 'float32' as const };
      variables.declare({ name: full, type, role: 'weight', block: blockId(), start: initializer });
      const average = `average/${full}`;
      return trace.variable(scope.averaged && slice.settings.averages.has(average) ? average : full, type);
    },
    state(name, shape, initial) {
      const full = ownName(name);
      const type = { shape, dtype: 'float32' as const };
      variables.declare({
        name: full,
        type,
        role: 'state',
        block: blockId(),
        start: { kind: 'constant', value: initial },
      });
      return trace.updates.get(full) ?? trace.variable(full, type);
    },
    setState(name, value) {
      if (slice.settings.trained.has(blockId())) trace.update(ownName(name), value);
    },
    normalNoise: (shape, name = 'noise') => noise('normalNoise', shape, name),
    uniformNoise: (shape, name = 'noise') => noise('uniformNoise', shape, name),
    data: (port, example, dtype) =>
      trace.feed(`data/${node}/${port}`, { shape: [batch, ...example], dtype }, { kind: 'data', node, port }),
    vocabulary: () => slice.settings.vocabularies?.get(node) ?? null,
    dial(name, of) {
      // Who takes a function away takes the dial as it stands.
      if (slice.settings.noise === 'input') {
        const declared: Dial | undefined = catalogue.get(scope.graph.nodes[node]?.kind ?? '')?.dials[name];
        const value = of === undefined ? dials[name] : (dials[name] as Readonly<Record<string, number>>)[of];
        const otherwise = declared?.type === 'weights' ? declared.otherwise : 0;
        return ops.constant({ value: Number(value ?? otherwise), shape: [], dtype: 'float32' });
      }
      const dial = of === undefined ? name : `${name}.${of}`;
      return trace.feed(
        `dial/${here}/${dial}`,
        { shape: [], dtype: 'float32' },
        { kind: 'dial', node: here, dial },
      );
    },
    words(name, vocabulary, length) {
      const text = dials[name] as string;
      const tokens = promptTokens(vocabulary, text, length);
      if (!vocabulary) return null;
      const type = { shape: [1, length], dtype: 'int32' as const };
      // On the board they may be others at each run; who takes a function away takes them as they stand.
      if (scope.path === '' && slice.settings.noise !== 'input')
        return slice.means(trace.feed(`words/${node}/${name}`, type, { kind: 'words', node, dial: name }), {
          kind: 'tokens',
          vocabulary,
        });
      if (text === '') return null;
      return ops.constant({ ...type, value: rowOfTokens(tokens, length) });
    },
    numbers(name, length) {
      const type = { shape: [length], dtype: 'float32' as const };
      // As words.
      if (scope.path === '' && slice.settings.noise !== 'input')
        return trace.feed(`numbers/${node}/${name}`, type, { kind: 'numbers', node, dial: name });
      const given = dials[name] as readonly number[];
      return ops.constant({ ...type, value: Array.from({ length }, (_, i) => given[i] ?? 0) });
    },
    argument(name, otherwise) {
      const given = scope.arguments[name];
      if (given && 'trace' in given) return given;
      if (scope.owner !== null || !otherwise) return null;
      return trace.feed(`input/${name}`, otherwise, { kind: 'input', name });
    },
    argumentBlock(name) {
      const given = scope.arguments[name];
      return given && !('trace' in given) ? given : null;
    },
    call(block, inputs, options = {}) {
      calls++;
      const path = calls === 1 ? here : `${here}#${calls}`;
      const before = slice.problems.length;
      try {
        return callDesign(slice, scope, node, path, block, inputs, options);
      } catch (error) {
        const role = catalogue.get(scope.graph.nodes[node]?.kind ?? '')?.role;
        const asked = error instanceof Blocked && role !== 'call' && otherThanAtCall(slice, block, inputs);
        if (!asked) throw error;
        // Where inside the block it did not fit tells nobody what to mend: it is this node that asks for another shape.
        slice.problems.splice(before);
        throw asked;
      }
    },
    inside(block, inputs, { kind, port }, options) {
      const before = slice.built.length;
      base.call(block, inputs, options);
      return slice.built.slice(before).flatMap((built) => {
        const value = built.kind === kind ? built.outputs[port] : undefined;
        return value && 'trace' in value ? [value] : [];
      });
    },
    block: (id) => mustBeBlock(slice, id),
    repeat(count, carried, body, keep) {
      const outer = slice.loop;
      return trace.repeat(
        count,
        carried,
        (turn, inside) => {
          // In a loop within a loop every turn of both draws its own noise.
          const number = outer ? ops.add(ops.multiply(outer.turn, count), turn) : turn;
          slice.loop = { turn: number, count: (outer?.count ?? 1) * count };
          try {
            return body(turn, inside);
          } finally {
            slice.loop = outer;
          }
        },
        keep,
      );
    },
    gradient(of, withRespectTo) {
      if (trace.hides(of, withRespectTo)) throw new Unwritten();
      const gradients = differentiate(trace, of, withRespectTo);
      return gradients.map(
        (gradient, i) =>
          gradient ?? ops.constant({ value: 0, shape: withRespectTo[i]!.shape, dtype: 'float32' }),
      );
    },
    meaningOf: (tensor) => slice.meaningOf(tensor),
    means: (tensor, meaning) => slice.means(tensor, meaning),
  };

  // Only an optimizer asks for more, and a large board has hundreds of other nodes.
  if (catalogue.get(scope.graph.nodes[node]?.kind ?? '')?.role !== 'optimizer')
    return base as TrainingContext;

  const companion = (name: string, weight: Weight, role: 'slot' | 'average'): Tensor => {
    const type = { shape: weight.tensor.shape, dtype: 'float32' as DType };
    const start =
      role === 'average'
        ? ({ kind: 'copy', of: weight.name } as const)
        : ({ kind: 'constant', value: 0 } as const);
    variables.declare({ name, type, role, block: weight.name.split('/')[0]!, start });
    return trace.variable(name, type);
  };
  const slotName = (weight: Weight, name: string) => `slot/${node}/${weight.name}/${name}`;

  return {
    ...base,
    weightsOf: (block) =>
      [...variables.all.values()].flatMap((variable) => {
        const read =
          variable.role === 'weight' && variable.block === block.id && trace.variableRead(variable.name);
        return read ? [{ name: variable.name, tensor: read }] : [];
      }),
    slot: (weight, name) => companion(slotName(weight, name), weight, 'slot'),
    setSlot: (weight, name, value) => trace.update(slotName(weight, name), value),
    setWeight: (weight, value) => trace.update(weight.name, value),
    average: (weight) => companion(`average/${weight.name}`, weight, 'average'),
    setAverage: (weight, value) => trace.update(`average/${weight.name}`, value),
    get updates() {
      return trace.feed(`counter/${node}`, { shape: [], dtype: 'float32' }, { kind: 'counter', node });
    },
    get plannedUpdates() {
      const definition = catalogue.get(document.board.nodes[node]!.kind);
      if (definition?.role !== 'optimizer') return 0;
      const plan = definition.plan(dials);
      const phase = document.phases.find(({ name }) => name === plan.phase) ?? document.phases[0]!;
      return Math.max(1, Math.ceil(phase.steps / plan.every) * plan.repeat);
    },
  };
}

function mustBeBlock(slice: Builder, id: string): Block {
  const { document } = slice.settings;
  const block = blockOf(document, id);
  if (block) return block;
  const known = Object.keys(document.blocks).join(', ') || 'none';
  throw new Problem(
    `There is no block '${id}'; the document has ${known}. Choose one of them.`,
    `블록 '${id}'이(가) 없습니다. 문서에 있는 블록: ${known}. 그중에서 고르세요.`,
  );
}
