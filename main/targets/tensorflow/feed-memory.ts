import type { DType } from '../../../nodes/alphabet/shape.ts';
import { arrayOf } from '../feeds.ts';
import type { Elements, Values } from '../target.ts';
import type { Binding } from './binding.ts';

type Native = Binding['backend']['binding'];

/** Something that is given to TensorFlow for a call. */
export interface Handing {
  /** The number of a tensor. */
  hand(): number;
  /** Takes back what `hand` gave. */
  release(id: number): void;
}

/** Values that are given once. */
export const passing = (native: Native, { shape, dtype, data }: Values): Handing => ({
  hand: () => native.createTensor([...shape], typeOf(native, dtype), data),
  release: (id) => native.deleteTensor(id),
});

const typeOf = (native: Native, dtype: DType): number =>
  ({ float32: native.TF_FLOAT, int32: native.TF_INT32, bool: native.TF_BOOL })[dtype];

/** TensorFlow looks at memory itself where it begins at a multiple of this, and copies it otherwise. */
const ALIGNMENT = 64;
/** What every allocation of JavaScript's begins at a multiple of. */
const STEP = 16;

/**
 * The memory of one feed, kept from run to run.
 *
 * Handed over as it comes, an array is mostly copied by TensorFlow, into memory that is freed after the run. glibc's allocator then
 * finds no use for the gaps until JavaScript's next collection of garbage: 200 kB a step came to 1 GB. So a feed has a place of
 * its own that TensorFlow looks at directly.
 */
export class FeedMemory implements Handing {
  /** What is fed. */
  readonly elements: Elements;
  readonly #native: Native;
  readonly #shape: number[];
  readonly #type: number;
  /** The tensor that shows `elements` as they are now; null where there is none, as on a GPU. */
  readonly #lasting: number | null;

  constructor(native: Native, shape: readonly number[], dtype: DType) {
    this.#native = native;
    this.#shape = [...shape];
    this.#type = typeOf(native, dtype);
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    this.elements = alignedArray(native, dtype, size);
    this.#lasting = this.#lastingTensor();
  }

  /** A tensor of what `elements` are now. */
  hand(): number {
    return this.#lasting ?? this.#native.createTensor(this.#shape, this.#type, this.elements);
  }

  release(id: number): void {
    if (id !== this.#lasting) this.#native.deleteTensor(id);
  }

  dispose(): void {
    if (this.#lasting !== null) this.#native.deleteTensor(this.#lasting);
  }

  #lastingTensor(): number | null {
    const id = this.#native.createTensor(this.#shape, this.#type, this.elements);
    if (this.elements.length > 0) {
      this.elements[0] = 1;
      if (this.#native.tensorDataSync(id)[0] === 1) return id;
    }
    this.#native.deleteTensor(id);
    return null;
  }
}

/** An array of zeros at a place that TensorFlow looks at itself, if there is one. */
function alignedArray(native: Native, dtype: DType, size: number): Elements {
  const kind = arrayOf[dtype];
  const buffer = new ArrayBuffer(size * kind.BYTES_PER_ELEMENT + ALIGNMENT);
  const offsets = Array.from({ length: ALIGNMENT / STEP }, (_, i) => i * STEP);
  const offset = offsets.find((each) => looksAt(native, new Int32Array(buffer, each, 1)));
  return new kind(buffer, offset ?? 0, size);
}

/** Whether a tensor of this array changes with it. int32 stays in the memory of the CPU on every device. */
function looksAt(native: Native, array: Int32Array): boolean {
  const id = native.createTensor([1], native.TF_INT32, array);
  array[0] = 1;
  const seen = native.tensorDataSync(id)[0] === 1;
  array[0] = 0;
  native.deleteTensor(id);
  return seen;
}
