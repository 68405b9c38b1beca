import type { Binding } from '../../main/targets/tensorflow/binding.ts';

type Native = Binding['backend']['binding'];

/** Milliseconds since it was read last. */
export interface NativeTimes {
  /** Inside the call that runs a graph. */
  readonly running: number;
  /** Inside the calls that hand tensors in, bring them out and free them. */
  readonly handing: number;
}

/** A binding with a clock in it. */
export interface Clock {
  readonly binding: Binding;
  readonly read: () => NativeTimes;
  /** While `work` lasts, graphs are not run: what the last run gave is given again, at once. */
  readonly idling: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A binding like the one given, with a clock around each native call that a step makes. */
export function clocked(binding: Binding): Clock {
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
  const real = {
    runSavedModel: timed('running', native.runSavedModel),
    createTensor: timed('handing', native.createTensor),
    tensorDataSync: timed('handing', native.tensorDataSync),
    deleteTensor: timed('handing', native.deleteTensor),
  };
  let idle = false;
  let fetched: ReturnType<Native['runSavedModel']> = [];
  const contents = new Map<number, ReturnType<Native['tensorDataSync']>>();
  const calls: Partial<Native> = {
    createTensor: real.createTensor,
    runSavedModel: (...given) => {
      if (!idle) {
        fetched = real.runSavedModel(...given);
        contents.clear();
      }
      return fetched;
    },
    tensorDataSync: (id) => {
      if (!idle) contents.set(id, real.tensorDataSync(id));
      return contents.get(id)!;
    },
    deleteTensor: (id) => {
      if (!(idle && contents.has(id))) real.deleteTensor(id);
    },
  };
  return {
    binding: { ...binding, backend: inherit(backend, { binding: inherit(native, calls) }) },
    read: () => {
      const times = { ...spent };
      spent.running = spent.handing = 0;
      return times;
    },
    idling: async (work) => {
      idle = true;
      try {
        return await work();
      } finally {
        idle = false;
      }
    },
  };
}

/** The same object to all who look, but for what is replaced; the native one cannot be written to. */
const inherit = <T extends object>(from: T, replaced: Partial<T>): T =>
  Object.create(from, Object.getOwnPropertyDescriptors(replaced)) as T;
