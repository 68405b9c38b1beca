import { describe, expect, it } from 'vitest';

import { frameworksOf, Lines } from './twin.ts';

/** A Node program for `node -e` that answers the lines of the protocol. */
const program = `
  console.log(JSON.stringify({ ready: 'net' }));
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'quit') process.exit(0);
    if (line === 'die') { console.error('It hurts.'); process.exit(3); }
    console.log(JSON.stringify(line === 'nonsense' ? { error: 'what is that' } : { heard: line }));
  });`;

const started = async () => {
  const lines = new Lines(process.execPath, ['-e', program]);
  expect(await lines.answer()).toEqual({ ready: 'net' });
  return lines;
};

describe('a process that answers lines', () => {
  it('answers each question, and ends when it is asked to', async () => {
    const lines = await started();
    expect(await lines.ask('run 1')).toEqual({ heard: 'run 1' });
    expect(await lines.ask('parameters')).toEqual({ heard: 'parameters' });
    await lines.close();
  });

  it('that answers with an error is quoted', async () => {
    const lines = await started();
    await expect(lines.ask('nonsense')).rejects.toThrow('what is that');
    await lines.close();
  });

  it('that dies is quoted with its last words', async () => {
    const lines = await started();
    await expect(lines.ask('die')).rejects.toThrow('ended without an answer. It said: It hurts.');
    await lines.close();
  });

  it('that cannot be started says so', async () => {
    const lines = new Lines('/no/such/program', []);
    await expect(lines.answer()).rejects.toThrow('ENOENT');
    await lines.close();
  });
});

it('a Python that does not run is refused with a sentence', () => {
  expect(() => frameworksOf('/no/such/python')).toThrow('"/no/such/python" does not run');
});
