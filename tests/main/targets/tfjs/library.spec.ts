import { expect, it, vi } from 'vitest';

import { readArrangement } from '../../../../main/targets/tensorflow/arrangement.ts';
import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';
import { fastestBackend, startBackend, useBackend } from '../../../../main/targets/tfjs/library.ts';

// In this order: a process starts each backend once.

it('refuses a backend that is not there', async () => {
  await expect(startBackend('tensorflow')).rejects.toThrow(
    "TensorFlow.js has no backend 'tensorflow' in this process; it has ",
  );
});

it('starts WebAssembly without touching the listeners of the process, the network or the terminal', async () => {
  const events = ['uncaughtException', 'unhandledRejection', 'exit', 'SIGINT', 'SIGTERM'] as const;
  const listeners = () => events.map((event) => process.listeners(event as 'exit'));
  const before = listeners();
  const spies = [
    vi.spyOn(globalThis, 'fetch'),
    ...(['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name)),
  ];
  const tf = await startBackend('wasm');
  expect(tf.getBackend()).toBe('wasm');
  expect(Array.from(await tf.square(tf.tensor1d([1, 2])).data())).toEqual([1, 4]);
  expect(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')).toBe(true);
  await startBackend('cpu');
  expect(Array.from(await tf.square(tf.tensor1d([1, 2])).data())).toEqual([1, 4]);
  expect(listeners()).toEqual(before);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});

it('changes between backends at once', async () => {
  const tf = await startBackend('cpu');
  useBackend(tf, 'wasm');
  expect(tf.getBackend()).toBe('wasm');
  expect(tf.tensor1d([1, 2]).sum().dataSync()[0]).toBe(3);
  useBackend(tf, 'cpu');
  expect(tf.getBackend()).toBe('cpu');
});

it('knows the fastest backend of the process', () => {
  expect(fastestBackend()).toBe('wasm');
  if ((readArrangement()?.rung ?? 4) === 4) return;
  loadBinding();
  expect(fastestBackend()).toBe('tensorflow');
});
