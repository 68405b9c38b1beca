import type { Attribute, GraphNode } from './graph-builder.ts';
import type { AttrMessage, GraphMessage, MetaGraphMessage, Messages, ShapeMessage } from './messages.ts';

/** The format of graphs that TensorFlow 2.7 writes; every later one reads it. */
export const GRAPH_VERSION = 898;

/** Element types by name and number (tensorflow/core/framework/types.proto); tfjs-node's own list ends before uint64. */
export const ELEMENT_TYPES = {
  float32: { name: 'DT_FLOAT', number: 1 },
  int32: { name: 'DT_INT32', number: 3 },
  bool: { name: 'DT_BOOL', number: 10 },
  uint64: { name: 'DT_UINT64', number: 23 },
} as const;

/** Nodes as TensorFlow's GraphDef. */
export function encodeGraph(messages: Messages, nodes: readonly GraphNode[]): GraphMessage {
  const encoded = nodes.map(({ name, op, inputs, controls, attributes }) => {
    const node = new messages.NodeDef().setName(name).setOp(op);
    node.setInputList([...inputs, ...new Set(controls.map((control) => `^${control}`))]);
    for (const [key, value] of Object.entries(attributes))
      node.getAttrMap().set(key, encodeAttribute(messages, value));
    return node;
  });
  const version = new messages.VersionDef().setProducer(GRAPH_VERSION);
  return new messages.GraphDef().setNodeList(encoded).setVersions(version);
}

export function encodeShape(messages: Messages, shape: readonly number[]): ShapeMessage {
  const message = new messages.TensorShape();
  for (const size of shape) message.addDim(new messages.TensorShape.Dim().setSize(size));
  return message;
}

function encodeAttribute(messages: Messages, attribute: Attribute): AttrMessage {
  const message = new messages.AttrValue();
  if ('type' in attribute) return message.setType(ELEMENT_TYPES[attribute.type].number);
  if ('shape' in attribute) return message.setShape(encodeShape(messages, attribute.shape));
  if ('text' in attribute) return message.setS(Buffer.from(attribute.text));
  if ('int' in attribute) return message.setI(attribute.int);
  if ('float' in attribute) return message.setF(attribute.float);
  if ('flag' in attribute) return message.setB(attribute.flag);
  if ('ints' in attribute)
    return message.setList(new messages.AttrValue.ListValue().setIList(attribute.ints));
  const { dtype, shape, data } = attribute.tensor;
  return message.setTensor(
    new messages.Tensor()
      .setDtype(ELEMENT_TYPES[dtype].number)
      .setTensorShape(encodeShape(messages, shape))
      .setTensorContent(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

/** A graph as a SavedModel of one part, tagged "serve"; `finish` may add signatures to it. */
export function encodeSavedModel(
  messages: Messages,
  nodes: readonly GraphNode[],
  finish: (part: MetaGraphMessage) => void = () => {},
): Uint8Array {
  const info = new messages.MetaGraphDef.MetaInfoDef().setTagsList(['serve']).setTensorflowVersion('2.7.0');
  const part = new messages.MetaGraphDef().setMetaInfoDef(info).setGraphDef(encodeGraph(messages, nodes));
  finish(part);
  const saved = new messages.SavedModel().setSavedModelSchemaVersion(1);
  saved.addMetaGraphs(part);
  return saved.serializeBinary();
}
