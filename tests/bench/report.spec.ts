import { describe, expect, it } from 'vitest';

import { judged, mustHaveSameParameters, type Report } from './report.ts';
import { formatReport } from './table.ts';

const outcome = (low: number, median: number, high: number) => ({
  pairs: 30,
  ours: median,
  theirs: 1,
  ratio: { low, median, high },
});

const report: Report = {
  date: '2026-01-01T00:00:00.000Z',
  quick: false,
  machine: { processor: 'a processor', cores: 2, node: '20.19.0' },
  tensorflow: '2.21.0',
  threads: 2,
  nets: [
    {
      net: 'small',
      title: 'a small net',
      batch: 8,
      parameters: 12_345,
      data: 'noise',
      own: { steps: 100, whole: 1.5, own: 0.25, ownWorst: 0.4, ownIdling: 0.1, handing: 0.05 },
      rivals: [
        judged('reference', 'fixed graph', outcome(0.1, 0.2, 0.3)),
        judged('eager', 'tfjs-node 4', outcome(0.51, 0.52, 0.53)),
        judged('keras', 'keras 3', outcome(1.14, 1.2, 1.3)),
      ],
    },
  ],
  templates: [
    {
      template: 'two-phases',
      phases: [
        { phase: 'first', step: outcome(2.5, 12.34, 3) },
        { phase: 'second', step: outcome(1.5, 2, 3) },
      ],
      sampling: outcome(100, 120.4, 140),
    },
    { template: 'no-door', phases: [{ phase: 'training', step: outcome(1, 2, 3) }], sampling: null },
  ],
  endurance: { tensors: [3, 4], counted: 1000, steps: [1000, 20_000], growth: 1.25, resident: 480 },
  watched: {
    template: 'vae',
    steps: 400,
    stepping: 10,
    watching: 0.25,
    views: 0.15,
    metrics: 0.08,
    looks: 30,
    slowdown: 1.041,
  },
  window: {
    browser: '140.0',
    drawnBy: 'software, without a GPU',
    firstPaint: [300, 250, 2000],
    templateOpen: [400, 620, 500],
    openAgain: [300, 310, 280],
    own: {
      firstPaint: [90, 80, 100],
      templateOpen: [210, 190, 230],
      openAgain: [150, 140, 160],
      edit: [40, 30],
    },
    shapes: [12, 14],
    problems: [30, 40],
    painted: [56, 64, 72],
    shapesInFrame: 2,
    firstScripts: 288_500,
    panning: { median: 16.7, ninetyFifth: 17.2, longest: 50, count: 120, own: 7.53, drawing: 3.21 },
    training: { median: 16.7, ninetyFifth: 40, longest: 90, count: 300, own: 4, drawing: 2 },
  },
  notes: ['PyTorch: not compared.'],
};

describe('a goal', () => {
  it('is met when the lower end of the interval is below it', () => {
    expect(judged('keras', '', outcome(1.14, 1.2, 1.3))).toMatchObject({ goal: 1.15, met: true });
    expect(judged('keras', '', outcome(1.15, 1.2, 1.3)).met).toBe(false);
    expect(judged('eager', '', outcome(0.49, 0.52, 0.6))).toMatchObject({ goal: 0.5, met: true });
  });

  it('is not set for the reference and PyTorch', () => {
    expect(judged('reference', '', outcome(9, 9, 9))).toMatchObject({ goal: null, met: null });
    expect(judged('torch', '', outcome(9, 9, 9))).toMatchObject({ goal: null, met: null });
  });
});

describe('parameter counts', () => {
  it('that differ end the bench with a sentence', () => {
    expect(() => mustHaveSameParameters('mlp', 10, 'keras', 11)).toThrow(
      "The net 'mlp' has 10 parameters in the engine and 11 in its twin (keras)",
    );
    expect(() => mustHaveSameParameters('mlp', 10, 'keras', 10)).not.toThrow();
  });
});

describe('the table', () => {
  const lines = formatReport(report).split('\n');
  const lineWith = (text: string) => lines.find((line) => line.includes(text))!;

  it('says of each comparison what it was and whether its goal was met', () => {
    expect(lineWith('reference graph')).toMatch(
      /small +reference graph +0\.20 +1\.00 +0\.200 +0\.100 to 0\.300 +30$/,
    );
    expect(lineWith('tfjs-node eager')).toMatch(/0\.510 to 0\.530 +30 +0\.5: NOT met$/);
    expect(lineWith('Keras')).toMatch(/1\.140 to 1\.300 +30 +1\.15: met$/);
  });

  it("says what the engine's own time is, and judges it", () => {
    expect(lineWith('0.250')).toMatch(/small +0\.250 +0\.400 +NOT met +0\.100 +0\.050 +1\.50 +100$/);
  });

  it('says what templates take, phase by phase', () => {
    expect(lineWith('two-phases')).toMatch(
      /two-phases +first +12\.3 +12\.34 +2\.50 to 3\.00 +120 +120\.40 +100\.00 to 140\.00$/,
    );
    expect(lineWith('second')).toMatch(/^ +second +2\.0 +2\.00 +1\.50 to 3\.00$/);
    expect(lineWith('no-door')).toMatch(/training +2\.0 +2\.00 +1\.00 to 3\.00$/);
  });

  it('says what became of memory', () => {
    expect(lineWith('Tensors')).toMatch(/3 after step 1, 4 after 1000 more: NOT met/);
    expect(lineWith('Resident')).toMatch(/\+1\.3 MB of 480, goal < 5: met/);
  });

  it('says what watching costs, and judges it', () => {
    expect(lineWith('of its steps')).toContain('2.50 %, goal < 3 %: met (30 looks 1.50 %;');
    expect(lineWith('By the clock')).toContain('1.041 times');
    expect(lineWith('whether or not')).toContain('0.80 % more');
  });

  it('says what the window takes, and judges it', () => {
    expect(lineWith('process that draws')).toContain('(software, without a GPU)');
    expect(lineWith('First paint')).toContain('First paint: 300 ms, goal < 1000 ms: met (main thread 90 ms');
    expect(lineWith('the click on a template')).toMatch(
      /: 500 ms, goal < 500 ms: NOT met .*main thread 210 ms/,
    );
    expect(lineWith('in a second window')).toContain(': 300 ms, goal < 500 ms: met (main thread 150 ms)');
    expect(lineWith('edit of 300 nodes')).toContain(
      ': 14 ms, goal < 50 ms: met (all problems 40 ms; main thread 40 ms',
    );
    expect(lineWith('its frame on the screen')).toContain(': 64 ms, in 2 of 3 with its shapes');
    expect(lineWith('Scripts and styles')).toContain(': 289 kB, goal < 300 kB: met');
    expect(lineWith('Moving over')).toContain(
      'of 120 frames: 17 ms, goal < 34 ms: met (median 17, longest 50; a frame: main thread 7.5 ms, drawing 3.2 ms)',
    );
    expect(lineWith('all views on the screen, 95th')).toContain('40 ms, goal < 34 ms: NOT met');
  });

  it('tells the nets and what was left out', () => {
    expect(lineWith('a small net')).toContain('12,345 parameters; data: noise');
    expect(lines.at(-1)).toBe('PyTorch: not compared.');
  });
});
