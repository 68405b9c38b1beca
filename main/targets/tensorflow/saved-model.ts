import { isKnown } from '../../../nodes/alphabet/shape.ts';
import { ELEMENT_TYPES, encodeSavedModel, encodeShape } from './encode.ts';
import type { FrozenGraph } from './frozen.ts';
import type { Messages, TensorInfoMessage } from './messages.ts';
import type { Door } from './printer.ts';

/** The signature's name where TensorFlow, TensorFlow Serving and tfjs-node look for one first. */
export const SERVING = 'serving_default';

/**
 * A frozen graph as `saved_model.pb`: one signature, no variables. The file in a folder of its own loads in
 * `tf.saved_model.load`, TensorFlow Serving and tfjs-node.
 */
export function savedModelBytes(messages: Messages, { nodes, signature }: FrozenGraph): Uint8Array {
  return encodeSavedModel(messages, nodes, (part) => {
    const message = new messages.SignatureDef().setMethodName('tensorflow/serving/predict');
    for (const door of signature.inputs) message.getInputsMap().set(door.name, infoOf(messages, door));
    for (const door of signature.outputs) message.getOutputsMap().set(door.name, infoOf(messages, door));
    part.getSignatureDefMap().set(SERVING, message);
  });
}

const infoOf = (messages: Messages, { node, type }: Door): TensorInfoMessage =>
  new messages.TensorInfo()
    .setName(`${node}:0`)
    .setDtype(ELEMENT_TYPES[type.dtype].number)
    .setTensorShape(
      encodeShape(
        messages,
        type.shape.map((size) => (isKnown(size) ? size : -1)),
      ),
    );
