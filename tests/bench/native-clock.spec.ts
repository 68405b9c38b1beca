import { describe, expect, it } from 'vitest';

import type { Binding } from '../../main/targets/tensorflow/binding.ts';
import { clocked } from './native-clock.ts';

/** Works for a while, so that there is something to measure. */
function wait(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** A binding that counts its runs; as the true one, it cannot be written to. */
function counting() {
  const freed: number[] = [];
  let runs = 0;
  const native = Object.freeze({
    TF_FLOAT: 1,
    createTensor: () => 7,
    runSavedModel: () => {
      wait(3);
      runs += 1;
      return [{ id: 100 + runs, shape: [], dtype: 1 }];
    },
    tensorDataSync: (id: number) => {
      wait(1);
      return Float32Array.of(id);
    },
    deleteTensor: (id: number) => void freed.push(id),
  });
  const binding = { backend: { binding: native }, version: 'any' } as unknown as Binding;
  return { binding, freed, runs: () => runs };
}

/** What a runner does in a step. */
function step({ backend: { binding } }: Binding): number {
  const fed = binding.createTensor([], binding.TF_FLOAT, Float32Array.of(1));
  const { id } = binding.runSavedModel(1, [fed], 'x:0', 'y:0')[0]!;
  const [value] = binding.tensorDataSync(id) as Float32Array;
  for (const each of [id, fed]) binding.deleteTensor(each);
  return value!;
}

describe('a clocked binding', () => {
  it('does what the other does, and says how long that took since it was asked last', () => {
    const { binding, freed } = counting();
    const clock = clocked(binding);
    expect(step(clock.binding)).toBe(101);
    expect(freed).toEqual([101, 7]);
    const { running, handing } = clock.read();
    expect(running).toBeGreaterThanOrEqual(3);
    expect(handing).toBeGreaterThanOrEqual(1);
    expect(clock.read()).toEqual({ running: 0, handing: 0 });
  });

  it('runs nothing while it idles, but gives what the last run gave', async () => {
    const { binding, freed, runs } = counting();
    const clock = clocked(binding);
    step(clock.binding);
    await clock.idling(async () => {
      for (let i = 0; i < 3; i++) expect(step(clock.binding)).toBe(101);
    });
    expect(runs()).toBe(1);
    expect(freed).toEqual([101, 7, 7, 7, 7]);
    expect(step(clock.binding)).toBe(102);
    expect(freed.slice(-2)).toEqual([102, 7]);
  });
});
