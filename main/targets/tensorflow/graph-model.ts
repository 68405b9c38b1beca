import { isKnown } from '../../../nodes/alphabet/shape.ts';
import type { Instruction } from '../../../nodes/program/program.ts';
import { ELEMENT_TYPES, GRAPH_VERSION } from './encode.ts';
import type { FrozenGraph } from './frozen.ts';
import type { Attribute, Constant, GraphNode } from './graph-builder.ts';
import { GRAPH_MODEL_LACKS } from './graph-model-operations.ts';
import type { Door } from './printer.ts';
import { described } from './run-error.ts';

/** The files of a TensorFlow.js graph model. */
export interface GraphModel {
  /** `model.json`: the graph, its signature, and which weights stand where in the shards. */
  readonly model: object;
  /** File name → bytes. */
  readonly shards: ReadonlyMap<string, Uint8Array>;
}

/** As TensorFlow.js' own converter cuts them: small enough for browsers to keep. */
const SHARD_BYTES = 4 * 1024 * 1024;

/**
 * A frozen graph as a model that `loadGraphModel` of TensorFlow.js loads on every backend.
 * @param frozen printed with `graphModelTable`
 * @throws a sentence where it holds an operation that TensorFlow.js' graph models lack
 */
export function graphModel({ nodes, signature, places }: FrozenGraph, shardBytes = SHARD_BYTES): GraphModel {
  for (const node of nodes) if (GRAPH_MODEL_LACKS.has(node.op)) throw lacking(node, places);
  const constants = nodes.flatMap(({ name, attributes }) => {
    const value = attributes['value'];
    return value && 'tensor' in value ? [{ name, tensor: value.tensor }] : [];
  });
  const shards = cut(joined(constants.map(({ tensor }) => tensor)), shardBytes);
  return {
    model: {
      format: 'graph-model',
      generatedBy: 'Genloom',
      convertedBy: null,
      signature: { inputs: doorsOf(signature.inputs), outputs: doorsOf(signature.outputs) },
      modelTopology: { node: nodes.map(encodeNode), library: {}, versions: { producer: GRAPH_VERSION } },
      weightsManifest: [
        {
          paths: [...shards.keys()],
          weights: constants.map(({ name, tensor: { shape, dtype } }) => ({ name, shape, dtype })),
        },
      ],
    },
    shards,
  };
}

function lacking({ op, name }: GraphNode, places: ReadonlyMap<string, Instruction>): Error {
  const instruction = places.get(/^e\d+\/v\d+/.exec(name)?.[0] ?? '');
  const what = instruction ? `${described(instruction)} (${op})` : op;
  return new Error(
    `TensorFlow.js' graph models have no counterpart of ${what}. Take the model away as a SavedModel, which has it.`,
  );
}

const doorsOf = (doors: readonly Door[]) =>
  Object.fromEntries(
    doors.map(({ name, node, type }) => [
      name,
      {
        name: `${node}:0`,
        dtype: ELEMENT_TYPES[type.dtype].name,
        tensorShape: encodeShape(type.shape.map((size) => (isKnown(size) ? size : -1))),
      },
    ]),
  );

/** A node in protobuf's JSON, where whole numbers and bytes are text. The numbers of constants are in the shards. */
const encodeNode = ({ name, op, inputs, attributes }: GraphNode) => ({
  name,
  op,
  input: inputs,
  attr: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, encodeAttribute(value)])),
});

function encodeAttribute(attribute: Attribute): object {
  if ('type' in attribute) return { type: ELEMENT_TYPES[attribute.type].name };
  if ('shape' in attribute) return { shape: encodeShape(attribute.shape) };
  if ('text' in attribute) return { s: Buffer.from(attribute.text).toString('base64') };
  if ('int' in attribute) return { i: String(attribute.int) };
  if ('float' in attribute) return { f: attribute.float };
  if ('flag' in attribute) return { b: attribute.flag };
  if ('ints' in attribute) return { list: { i: attribute.ints.map(String) } };
  const { dtype, shape } = attribute.tensor;
  return { tensor: { dtype: ELEMENT_TYPES[dtype].name, tensorShape: encodeShape(shape) } };
}

const encodeShape = (shape: readonly number[]) =>
  shape.length === 0 ? {} : { dim: shape.map((size) => ({ size: String(size) })) };

/** The bytes of all constants, one after another. */
function joined(constants: readonly Constant[]): Uint8Array {
  const bytes = new Uint8Array(constants.reduce((sum, { data }) => sum + data.byteLength, 0));
  let at = 0;
  for (const { data } of constants) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** Pieces of at most so many bytes, under the names that TensorFlow.js' converter gives them. */
function cut(bytes: Uint8Array, size: number): Map<string, Uint8Array> {
  const count = Math.max(1, Math.ceil(bytes.length / size));
  return new Map(
    Array.from({ length: count }, (_, i) => [
      `group1-shard${i + 1}of${count}.bin`,
      bytes.subarray(i * size, (i + 1) * size),
    ]),
  );
}
