import { expect, test } from 'vitest';
import { processStreams } from '../../../main/cli/process-streams.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const listeners = () => SIGNALS.map((signal) => process.listenerCount(signal));

test('the first signal is heard, and after it nobody stands between the next one and the end of the process', () => {
  const before = listeners();
  let heard = 0;
  const release = processStreams().onStop(() => heard++);
  expect(listeners()).toEqual(before.map((count) => count + 1));
  process.emit('SIGHUP', 'SIGHUP');
  expect(heard).toBe(1);
  expect(listeners()).toEqual(before);
  release();
  expect(listeners()).toEqual(before);
});

test('work that ended listens no more', () => {
  const before = listeners();
  let heard = 0;
  processStreams().onStop(() => heard++)();
  process.emit('SIGHUP', 'SIGHUP');
  expect(heard).toBe(0);
  expect(listeners()).toEqual(before);
});

test('commands are told as the person called it', () => {
  expect(processStreams({}).program).toBe('npx genloom');
  expect(processStreams({ npm_lifecycle_event: 'start' }).program).toBe('npm start --');
});
