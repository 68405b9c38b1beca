import { expect, test } from 'vitest';
import { Console, type Streams } from '../../../main/cli/console.ts';

function speak(options: { json?: boolean; language?: 'en' | 'ko'; interactive?: boolean } = {}) {
  const { json = false, language = 'en', interactive = false } = options;
  const said = { out: '', error: '' };
  let time = 0;
  let stop = () => {};
  const streams: Streams = {
    out: (text) => void (said.out += text),
    error: (text) => void (said.error += text),
    interactive,
    columns: () => 20,
    program: 'npx genloom',
    onStop: (listener) => {
      stop = listener;
      return () => (stop = () => {});
    },
  };
  const console = new Console(streams, { language, json }, () => time);
  return { console, said, later: (ms: number) => (time += ms), stop: () => stop() };
}

test('people get texts in their language on stdout, scripts get JSON and nothing else', () => {
  const people = speak({ language: 'ko' });
  const scripts = speak({ json: true });
  for (const { console } of [people, scripts]) {
    console.print({ en: 'done', ko: '끝' });
    console.emit({ kind: 'done', loss: NaN, rate: Infinity, steps: 3 });
    console.say({ en: 'by the way', ko: '참고로' });
  }
  expect(people.said).toEqual({ out: '끝\n', error: '참고로\n' });
  expect(scripts.said).toEqual({
    out: '{"kind":"done","loss":"NaN","rate":"Infinity","steps":3}\n',
    error: 'by the way\n',
  });
});

test('the status line is drawn over on a terminal, cut to it, and makes way for lines', () => {
  const { console, said, later } = speak({ interactive: true });
  console.status('step 1 of a very long story');
  console.status('too early');
  console.print('a line');
  later(100);
  console.status('step 2');
  console.endStatus();
  expect(said.out).toBe('a line\n');
  const clear = '\r\u001b[2K';
  const first = 'step 1 of a very l…';
  expect(said.error).toBe(`${clear}${first}${clear}${first}${clear}step 2${clear}`);
});

test('a log gets a status line now and then, whole', () => {
  const { console, said, later } = speak();
  console.status('step 1 of a very long story');
  later(9000);
  console.status('step 2');
  later(1000);
  console.status('step 3');
  console.endStatus();
  expect(said.error).toBe('step 1 of a very long story\nstep 3\n');
});

test('work hears the wish to stop, and nobody listens after it', async () => {
  const { console, stop } = speak();
  let aborted = false;
  await console.stoppable((signal) => {
    stop();
    aborted = signal.aborted;
    return Promise.resolve();
  });
  expect(aborted).toBe(true);
  expect(stop).not.toThrow();
  await expect(console.stoppable(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('commands are told as they are typed here', () => {
  expect(speak().console.command('train', '--resume', 'my run')).toBe('npx genloom train --resume "my run"');
});
