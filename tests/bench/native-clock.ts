import type { Binding } from '../../main/targets/tensorflow/binding.ts';

/** Milliseconds since it was read last. */
export interface NativeTimes {
  /** Inside the call that runs a graph. */
  readonly running: number;
  /** Inside the calls that hand tensors in, bring them out and free them. */
  readonly handing: number;
}

/** A binding like the one given, with a clock around each native call that a step makes. */
export function clocked(binding: Binding): { readonly binding: Binding; readonly read: () => NativeTimes } {
  const { backend } = binding;
  const native = backend.binding;
  const spent = { running: 0, handing: 0 };
  const timed =
    <A extends unknown[], R>(into: keyof typeof spent, call: (...given: A) => R) =>
    (...given: A): R => {
      const begin = performance.now();
      try {
        return call(...given);
      } finally {
        spent[into] += performance.now() - begin;
      }
    };
  const calls = {
    runSavedModel: timed('running', native.runSavedModel),
    createTensor: timed('handing', native.createTensor),
    tensorDataSync: timed('handing', native.tensorDataSync),
    deleteTensor: timed('handing', native.deleteTensor),
  };
  return {
    binding: { ...binding, backend: inherit(backend, { binding: inherit(native, calls) }) },
    read: () => {
      const times = { ...spent };
      spent.running = spent.handing = 0;
      return times;
    },
  };
}

/** The same object to all who look, but for what is replaced; the native one cannot be written to. */
const inherit = <T extends object>(from: T, replaced: Partial<T>): T =>
  Object.create(from, Object.getOwnPropertyDescriptors(replaced)) as T;
