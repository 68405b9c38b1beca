import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Checkpoints } from '../../main/engine/checkpoints.ts';
import { Engine } from '../../main/engine/engine.ts';
import { NewsOutbox } from '../../main/engine/news-outbox.ts';
import { PROCESS_SETTINGS } from '../../main/engine/process-settings.ts';
import { Session } from '../../main/engine/session.ts';
import { readTemplate } from '../../main/projects/templates.ts';

/** What it costs a training that somebody looks at all of its views, measured in the process that trains. */
export interface Watched {
  readonly template: string;
  readonly steps: number;
  /** CPU seconds of the whole process, all threads, within steps. */
  readonly stepping: number;
  /** CPU seconds of watching: looks at views, encoding, messages, reports; all but steps, checkpoints and metrics. */
  readonly watching: number;
  /** Of these, within looks at views. */
  readonly views: number;
  /** CPU seconds of metrics on held-out examples, which are measured whether or not anybody watches. */
  readonly metrics: number;
  /** How many looks there were at views. */
  readonly looks: number;
  /** Seconds of the clock: all but checkpoints and metrics, divided by those within steps. */
  readonly slowdown: number;
}

/** The first argument of a process that is started for this alone. */
export const WATCHING = 'watching';

/** Lets a process, started as that of an engine is, train a template before a listener that takes all it is told. */
export function watchApart(template: string, steps: number): Promise<Watched> {
  const child = fork(process.argv[1]!, [WATCHING, template, String(steps)], {
    serialization: 'advanced',
    execArgv: [...process.execArgv, ...PROCESS_SETTINGS.flags],
    env: { ...PROCESS_SETTINGS.environment, ...process.env },
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message: { watched: Watched } | { number: number }) => {
      if ('watched' in message) resolve(message.watched);
      else if (child.connected) child.send({ acknowledge: message.number });
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The process that is watched ended with ${code} before it had an answer.`)),
    );
  });
}

/** What that process does: its arguments say which template, and to which step of it. */
export async function watchHere([template, until]: readonly string[]): Promise<void> {
  const place = mkdtempSync(path.join(tmpdir(), 'genloom-bench-'));
  try {
    const watched = await watch(template!, Number(until), path.join(place, 'run'));
    process.send!({ watched });
  } finally {
    rmSync(place, { recursive: true, force: true });
    process.disconnect();
  }
}

async function watch(template: string, until: number, folder: string): Promise<Watched> {
  const outbox = new NewsOutbox((news, number) => void process.send!({ news, number }));
  process.on('message', ({ acknowledge }: { acknowledge: number }) => outbox.acknowledge(acknowledge));
  const engine = new Engine((news) => outbox.tell(news));
  const { document } = await readTemplate(template);
  const { board, phases } = document;
  await engine.start(document, folder, 'tensorflow');
  await engine.watch(Object.keys(board.nodes));

  const meter = new Meter();
  let looks = 0;
  const { step, look } = Session.prototype;
  Session.prototype.step = function (this: Session) {
    return meter.within('steps', () => step.call(this));
  };
  Session.prototype.look = function (this: Session, one) {
    const { role } = one.definition;
    if (role === 'view') looks++;
    return meter.within(role === 'view' ? 'views' : 'metrics', () => look.call(this, one));
  };
  const { save } = Checkpoints.prototype;
  Checkpoints.prototype.save = function (this: Checkpoints, ...args) {
    return meter.within('checkpoints', () => save.apply(this, args));
  };
  const steps = phases.reduce((sum, phase) => sum + phase.steps, 0);
  const reportEvery = Math.max(1, Math.floor(steps / 1000));
  await meter.within('all', () => engine.train({ watched: true, until, reportEvery }));
  await engine.release();

  const { all, checkpoints, steps: stepping, views, metrics } = meter.spent;
  return {
    template,
    steps: until,
    stepping: stepping.cpu,
    watching: all.cpu - checkpoints.cpu - metrics.cpu - stepping.cpu,
    views: views.cpu,
    metrics: metrics.cpu,
    looks,
    slowdown: (all.clock - checkpoints.clock - metrics.clock) / stepping.clock,
  };
}

const PARTS = ['all', 'steps', 'views', 'metrics', 'checkpoints'] as const;
type Part = (typeof PARTS)[number];

/** Seconds that parts of a process take, by the clock and on its processors. */
class Meter {
  readonly spent = Object.fromEntries(PARTS.map((part) => [part, { cpu: 0, clock: 0 }])) as Record<
    Part,
    { cpu: number; clock: number }
  >;

  async within<T>(part: Part, work: () => Promise<T>): Promise<T> {
    const clock = performance.now();
    const cpu = process.cpuUsage();
    try {
      return await work();
    } finally {
      const { user, system } = process.cpuUsage(cpu);
      this.spent[part].cpu += (user + system) / 1e6;
      this.spent[part].clock += (performance.now() - clock) / 1e3;
    }
  }
}
