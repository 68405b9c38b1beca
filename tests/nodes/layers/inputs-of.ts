import type { Dimension, Shape, TensorType } from '../../../nodes/alphabet/shape.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { InputPort } from '../../../nodes/port.ts';
import type { NodeInDesign } from '../build-node.ts';

/** Inputs that are a vector for each example, whatever stands beside them. */
const VECTORS = ['condition', 'style'];

/** The inputs of a layer: its main one with these axes after the batch, and others that fit beside it. */
export function inputsOf(kind: string, batch: Dimension, example: readonly number[]): NodeInDesign['inputs'] {
  const dtype = kind === 'embedding' ? 'int32' : 'float32';
  const shape: Shape = [batch, ...example];
  const ports: Readonly<Record<string, InputPort>> = catalogue.get(kind)!.inputs;
  return Object.fromEntries(
    Object.entries(ports)
      .filter(([, port]) => !port.optional)
      .map(([name, port]): [string, TensorType | TensorType[]] => {
        if (VECTORS.includes(name)) return [name, { shape: [batch, 3], dtype }];
        // A time is one number an example; every other shape is refused, which the first tests see.
        if (name === 'time' && example.length !== 1) return [name, { shape: [batch], dtype }];
        return [
          name,
          port.several
            ? [
                { shape, dtype },
                { shape, dtype },
              ]
            : { shape, dtype },
        ];
      }),
  );
}
