import { Writable } from 'node:stream';

import { expect, it } from 'vitest';

import { duration, megabytes, tellOn } from '../../../main/setup/tell.mjs';

/** What was written on a stream, with a clock that is turned by hand. */
function stage(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const clock = { now: 0 };
  return { written, clock, tell: tellOn(Object.assign(stream, { isTTY }), () => clock.now) };
}

it('draws progress on one line of a terminal, with the time left', () => {
  const { written, clock, tell } = stage(true);
  const progress = tell.progress('Fetching', 200e6);
  clock.now = 50;
  progress.at(1e6); // too soon to be drawn again
  clock.now = 10_000;
  progress.at(50e6);
  clock.now = 40_000;
  progress.at(200e6);
  progress.end();
  expect(written.map((text) => text.replace('\r\u001b[2K', '<'))).toEqual([
    '<Fetching: 50 of 200 MB, 30 s left',
    '<Fetching: 200 of 200 MB, 1 s left',
    '<',
    'Fetching: 200 MB in 40 s\n',
  ]);
});

it('writes a plain line now and then where there is no terminal', () => {
  const { written, clock, tell } = stage(false);
  const progress = tell.progress('Fetching', null);
  for (clock.now = 0; clock.now <= 25_000; clock.now += 100) progress.at(clock.now * 1000);
  expect(written).toEqual(['Fetching: 10 MB\n', 'Fetching: 20 MB\n']);
});

it('reckons the time left from what this run has fetched', () => {
  const { written, clock, tell } = stage(true);
  const progress = tell.progress('Fetching', 100e6, 80e6);
  clock.now = 10_000;
  progress.at(90e6);
  expect(written[0]).toContain('90 of 100 MB, 10 s left');
});

it('writes sizes and times short', () => {
  expect([123, 5e6, 9.949e6, 273_829_956].map(megabytes)).toEqual(['0.0', '5.0', '9.9', '274']);
  expect([0.2, 59.4, 61, 3600].map(duration)).toEqual(['1 s', '59 s', '1 min 1 s', '60 min 0 s']);
});
