import type { Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { BATCH, formatShape, sameShape } from '../alphabet/shape.ts';
import type { BlockArguments, CallOptions } from '../build-context.ts';
import { catalogue } from '../catalogue.ts';
import type { Block } from '../port.ts';
import { textDial } from './dials.ts';
import { designOf } from './ports.ts';
import { Blocked } from './problems.ts';
import type { Builder, Scope } from './scope.ts';

/** Writes one call of a block (or of a design's member) into the program. */
export function callDesign(
  slice: Builder,
  scope: Scope,
  node: string,
  path: string,
  block: Block,
  inputs: BlockArguments,
  options: CallOptions,
): Readonly<Record<string, Tensor>> {
  const { document } = slice.settings;
  const member = block.id.startsWith('design:');
  const designId = designOf(document, block);
  const design = document.designs[designId]!;
  if (scope.designs.includes(designId))
    throw new Problem(
      `The design '${designId}' calls itself, which would never end. Remove that call.`,
      `설계 '${designId}'이(가) 자기 자신을 호출하여 끝나지 않습니다. 그 호출을 지우세요.`,
    );
  for (const name of Object.keys(inputs))
    if (!block.inputs.includes(name))
      throw new Problem(
        `The block '${block.name}' has no input '${name}'; it has ${block.inputs.join(', ') || 'none'}.`,
        `블록 '${block.name}'에는 입력 '${name}'이(가) 없습니다. 있는 입력: ${block.inputs.join(', ') || '없음'}.`,
      );
  const own = member ? `${scope.owner}/${options.again ?? node}` : block.id;
  const times = options.times ?? 1;
  let given = inputs;
  let outputs: Record<string, Tensor> = {};
  for (let turn = 0; turn < times; turn++) {
    const inner: Scope = {
      graph: design,
      path: times === 1 ? path : `${path}[${turn}]`,
      owner: times === 1 ? own : `${own}/${turn}`,
      arguments: given,
      mode: options.mode ?? scope.mode,
      averaged: options.weights === 'averaged' || scope.averaged,
      designs: [...scope.designs, designId],
      done: new Map(),
      open: new Set(),
    };
    outputs = doors(slice, inner);
    if (options.weights === 'averaged' && slice.settings.mode === 'training')
      outputs = withoutGradient(slice, outputs);
    // Side inputs (time, context) reach every member; the first input is what flows through.
    given = { ...inputs, [block.inputs[0]!]: outputs[block.outputs[0]!]! };
  }
  return outputs;
}

/** A sentence about the first input that has another shape here than at the block's call on the board; `null` where all agree. */
export function otherThanAtCall(slice: Builder, block: Block, inputs: BlockArguments): Problem | null {
  for (const [name, given] of Object.entries(inputs)) {
    const there = 'trace' in given && slice.shapeAtCall(block.id, name);
    if (!there || sameShape(given.shape.slice(1), there.slice(1))) continue;
    const [wanted, here] = [there, given.shape].map((shape) => formatShape([BATCH, ...shape.slice(1)]));
    const example = formatShape(there.slice(1)).slice(1, -1);
    return new Problem(
      `'${block.name}' learns from a '${name}' of ${wanted}, and here it is asked about ${here}. Set 'shape' to ${example}; what is wired here must be of that shape too.`,
      `'${block.name}'은(는) ${wanted} 모양의 '${name}'(으)로 학습하는데 여기서는 ${here} 모양을 물었습니다. 'shape'을 ${example}(으)로 정하세요. 여기에 연결한 값도 그 모양이어야 합니다.`,
    );
  }
  return null;
}

/** Averaged weights are a teacher: what it says is no place to learn at. */
const withoutGradient = (slice: Builder, outputs: Readonly<Record<string, Tensor>>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      name,
      slice.means(slice.settings.trace.ops.stopGradient(value), slice.meaningOf(value)),
    ]),
  );

/** The values at the outputs of a design; those that an input left open keeps from being computed are missing. */
function doors(slice: Builder, scope: Scope): Record<string, Tensor> {
  const outputs: Record<string, Tensor> = {};
  let waiting = false;
  for (const [id, node] of Object.entries(scope.graph.nodes)) {
    if (catalogue.get(node.kind)?.role !== 'output') continue;
    slice.build(scope, id);
    const wire = scope.graph.wires.find(({ to }) => to.node === id && to.port === 'value');
    const value = wire && slice.build(scope, wire.from.node)[wire.from.port];
    if (!value) waiting = true;
    else if (!('trace' in value)) throw new Blocked(`${id} has no value`);
    else outputs[textDial(node, 'name', 'output')] = value;
  }
  if (Object.keys(outputs).length > 0) return outputs;
  throw waiting
    ? new Problem(
        'This call leaves so many inputs open that none of the outputs can be computed. Wire one of its inputs.',
        '이 호출은 입력이 비어 있어 어떤 출력도 계산할 수 없습니다. 입력 하나를 연결하세요.',
      )
    : new Problem(
        'The design has no output. Put an output node into it and wire what the block answers with.',
        '설계에 출력이 없습니다. 출력 노드를 두고 블록이 내놓을 값을 연결하세요.',
      );
}
