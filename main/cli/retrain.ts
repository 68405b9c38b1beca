// `npm run templates`: trains templates again from their seeds and writes what ships with them: weights, thumbnail, measures.
// With --measure it trains nothing and measures the weights that ship; with --seeds=5 it trains beside them with seeds 1 to 5 and
// notes what each reaches. It ends with the table of all measures. With --table it only prints README's table of what is noted.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { knownSize } from '../../nodes/alphabet/shape.ts';
import { chooseBackend } from '../engine/backends/choose.ts';
import { withStandardMetrics } from '../engine/evaluation/with-standard-metrics.ts';
import { measure } from '../engine/measure.ts';
import { Run, type Backend } from '../engine/run.ts';
import { decodeWeights, encodeWeights, trainedWeights, withoutBorrowed } from '../engine/trained-weights.ts';
import { writeFileAtomic } from '../projects/atomic-file.ts';
import type { TemplateAbout } from '../../templates/about.ts';
import { readTemplate, templateNames, type Template } from '../projects/templates.ts';
import { reachedTable } from './reached-table.ts';
import { table } from './table.ts';
import { writeThumbnail } from './thumbnail.ts';
import { trainWithSeeds } from './train-with-seeds.ts';
import { openTrainedSession } from './trained.ts';

type Measured = Record<string, number | string>;

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const onlyMeasure = process.argv.includes('--measure');
const seeds = Number(process.argv.find((word) => word.startsWith('--seeds='))?.slice('--seeds='.length) ?? 0);
const all = await templateNames();
const names = all.filter((name) => wanted.length === 0 || wanted.includes(name));
if (process.argv.includes('--table')) {
  const templates = await Promise.all(all.map((name) => readTemplate(name)));
  const told = templates.map(({ name, about }) => ({ name, about: about! }));
  for (const line of reachedTable(told)) process.stdout.write(`${line}\n`);
  process.exit(0);
}

const { target, report } = await chooseBackend('auto');
const backend: Backend = { target, fingerprint: report.fingerprint };

const rows: string[][] = [];
for (const name of names) {
  const template = await readTemplate(name);
  if (seeds > 0) {
    const overSeeds = await trainWithSeeds(template, seeds, backend);
    await writeAbout(template, { ...template.about!, overSeeds });
    rows.push([
      name,
      ...Object.entries(overSeeds).map(([number, values]) => `${number} ${values.join(', ')}`),
    ]);
    continue;
  }
  const measured = onlyMeasure ? await measureAgain(template) : await retrain(template);
  const { parameters, steps, seconds, ...numbers } = measured;
  const told = Object.entries(numbers).map(([number, value]) => `${number} ${value}`);
  rows.push([name, `${parameters} parameters`, `${steps} steps`, `${seconds} s`, told.join(', ')]);
}
for (const line of table(rows, [1, 2, 3])) process.stdout.write(`${line}\n`);

/** Trains a template from its seed and writes all that ships with it. */
async function retrain(template: Template): Promise<Measured> {
  const { name, folder, document } = template;
  const place = await mkdtemp(path.join(tmpdir(), 'genloom-template-'));
  const run = await Run.start(document, path.join(place, 'run'), backend);
  try {
    const begun = performance.now();
    const busy = process.cpuUsage();
    await run.train(
      (news) => {
        if (news.kind === 'progress') process.stderr.write(`\r${name} ${news.step}/${news.steps}   `);
      },
      new AbortController().signal,
      { lookEvery: 0 },
    );
    process.stderr.write('\n');
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(busy);
    const { session } = run;
    const weights = withoutBorrowed(
      document,
      trainedWeights(session.compiled.variables, await session.read()),
    );
    await writeFileAtomic(path.join(folder, 'weights.safetensors'), encodeWeights(weights, 'float16'));
    // What others did on this machine meanwhile is no time of the template: two cores share its processor time.
    const minutes = Math.min(seconds, (user + system) / 1e6 / 2) / 60;
    return await writeMeasures(template, seconds, Math.ceil(10 * minutes) / 10);
  } finally {
    run.dispose();
    await rm(place, { recursive: true, force: true });
  }
}

/** Measures the weights that ship; what training took is told as it was. */
async function measureAgain(template: Template): Promise<Measured> {
  const seconds = Number(template.about?.measured?.['seconds'] ?? 0);
  return writeMeasures(template, seconds, template.about?.minutes);
}

/** What the weights that ship reach, by the metrics of the board and by those of all models of the same data; and what they show. */
async function writeMeasures(
  template: Template,
  seconds: number,
  minutes: number | undefined,
): Promise<Measured> {
  const { name, folder, document, about } = template;
  const file = path.join(folder, 'weights.safetensors');
  const weights = decodeWeights(await readFile(file), file);
  const shipped = { name, document: await withStandardMetrics(document), weights, step: null };
  const session = await openTrainedSession(shipped, backend);
  try {
    const { variables } = session.compiled;
    const own = [...variables.values()].filter(({ role, block }) => {
      const { frozen, startsFrom } = document.blocks[block] ?? { frozen: true, startsFrom: true };
      return role === 'weight' && !(frozen && startsFrom);
    });
    const measured: Measured = {
      parameters: own.reduce((sum, { type }) => sum + knownSize(type.shape), 0),
      steps: session.steps,
      seconds: Math.round(seconds),
    };
    for (const [number, value] of Object.entries(await measure(session)))
      measured[number] = Number(value.toPrecision(5));
    await writeThumbnail(session, path.join(folder, 'thumbnail.png'));
    const told = { ...(about as TemplateAbout), ...(minutes === undefined ? {} : { minutes }), measured };
    await writeAbout(template, told);
    return measured;
  } finally {
    session.dispose();
  }
}

function writeAbout({ folder }: Template, about: TemplateAbout): Promise<void> {
  // Lists of numbers stand on one line, as the formatter of this project has them.
  const text = JSON.stringify(about, null, 2).replaceAll(
    /\[\s+(-?[\d.][^[\]"{}]*?)\s+\]/g,
    (_, numbers: string) => `[${numbers.split(/,\s*/).join(', ')}]`,
  );
  return writeFileAtomic(path.join(folder, 'about.json'), `${text}\n`);
}
