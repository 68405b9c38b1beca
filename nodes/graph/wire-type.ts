import type { TensorType } from '../alphabet/shape.ts';
import type { Meaning } from '../port.ts';

/** What a wire carries. */
export interface WireType extends TensorType {
  readonly meaning: Meaning;
}
