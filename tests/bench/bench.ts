import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';

import { arrangeThreads } from '../../main/engine/backends/threads.ts';
import { projectRoot } from '../../main/projects/root.ts';
import { templateNames } from '../../main/projects/templates.ts';
import { loadBinding } from '../../main/targets/tensorflow/binding.ts';
import { tensorflowTarget } from '../../main/targets/tensorflow/target.ts';
import { browserFile } from '../journeys/browser.ts';
import { compareNet, type Surroundings } from './compare-net.ts';
import { ENDURANCE, endureApart, endureHere } from './endurance.ts';
import { clocked } from './native-clock.ts';
import { NETS } from './nets.ts';
import { readOptions, type Options } from './options.ts';
import { Reference } from './reference.ts';
import type { NetReport, Report } from './report.ts';
import { formatReport } from './table.ts';
import { measureTemplate, type TemplateReport } from './templates.ts';
import { frameworksOf, type Framework } from './twin.ts';
import { watchApart, watchHere, WATCHING } from './watching.ts';
import { measureWindow, type WindowReport } from './window.ts';

/** Of operations beside each other and within one, for all who compete. */
const THREADS = 2;

async function bench({ quick, net, only }: Options): Promise<Report> {
  process.env['GENLOOM_THREADS'] ??= String(THREADS);
  const threads = arrangeThreads();
  const clock = clocked(loadBinding());
  const { binding } = clock;
  binding.tf.enableProdMode();
  const target = await tensorflowTarget(binding);
  const notes: string[] = [];
  const everything = only === null && net === null;
  const window = everything || only === 'window' ? await windowHere(quick, notes) : null;
  const python = process.env['GENLOOM_PYTHON'] || null;
  const frameworks = frameworksHere(python, notes);

  let endurance = null;
  if (everything || net === 'mlp') {
    tell('memory');
    endurance = await endureApart(quick ? [200, 2000] : [1000, 20_000]);
  }

  let watched = null;
  if (everything) {
    tell('watching');
    watched = await watchApart('vae-digits', quick ? 400 : 4000);
  }

  const reference = await Reference.open(target);
  const surroundings: Surroundings = {
    clock,
    target,
    reference,
    python,
    frameworks,
    threads,
    quick,
    tell,
  };
  const nets: NetReport[] = [];
  const templates: TemplateReport[] = [];
  try {
    for (const entry of NETS)
      if (everything || net === entry.name) nets.push(await compareNet(entry, surroundings));
    if (everything || only === 'templates')
      for (const name of await templateNames()) {
        tell(`template ${name}`);
        templates.push(await measureTemplate(name, target, reference, quick));
      }
  } finally {
    reference.dispose();
  }
  return {
    date: new Date().toISOString(),
    quick,
    machine: {
      processor: cpus()[0]?.model.trim() ?? 'unknown processor',
      cores: availableParallelism(),
      node: process.versions.node,
    },
    tensorflow: binding.version,
    threads,
    nets,
    templates,
    endurance,
    watched,
    window,
    notes,
  };
}

/** What the window takes, where there is a browser. */
async function windowHere(quick: boolean, notes: string[]): Promise<WindowReport | null> {
  if (!browserFile) {
    notes.push('The window: not measured, as no Chromium was found; name one in GENLOOM_CHROMIUM.');
    return null;
  }
  tell('the window');
  return measureWindow(quick);
}

/** Which frameworks compete; what does not is noted with its reason. */
function frameworksHere(python: string | null, notes: string[]): readonly Framework[] {
  if (python === null) {
    notes.push('Keras and PyTorch: not compared, as GENLOOM_PYTHON names no Python that has them.');
    return [];
  }
  const found = frameworksOf(python);
  for (const [framework, name] of [
    ['keras', 'Keras with TensorFlow'],
    ['torch', 'PyTorch'],
  ] as const)
    if (!found.includes(framework)) notes.push(`${name}: not compared, as "${python}" does not have it.`);
  return found;
}

const tell = (what: string): void => void process.stderr.write(`bench: ${what}\n`);

async function main(given: readonly string[]): Promise<void> {
  const options = readOptions(
    given,
    NETS.map(({ name }) => name),
  );
  const report = await bench(options);
  const file = path.resolve(options.json ?? path.join(projectRoot(), 'out', 'bench.json'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`${formatReport(report)}\nWritten to ${file}`);
}

try {
  const [, , first, ...others] = process.argv;
  if (first === ENDURANCE) await endureHere(NETS[0]!.document(), others);
  else if (first === WATCHING) await watchHere(others);
  else await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
