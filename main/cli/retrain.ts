// `npm run templates`: trains templates again from their seeds and writes what ships with them: weights, thumbnail, measures.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { knownSize } from '../../nodes/alphabet/shape.ts';
import { mosaic } from '../datasets/mosaic.ts';
import { writePng } from '../datasets/png.ts';
import { chooseBackend } from '../engine/backends/choose.ts';
import { measure } from '../engine/measure.ts';
import { Run } from '../engine/run.ts';
import { encodeWeights, trainedWeights } from '../engine/trained-weights.ts';
import { writeFileAtomic } from '../projects/atomic-file.ts';
import { readTemplate, templateNames, type TemplateAbout } from '../projects/templates.ts';

/** Pictures of a thumbnail: columns and rows. */
const COLUMNS = 8;
const ROWS = 4;

const wanted = process.argv.slice(2);
const names = (await templateNames()).filter((name) => wanted.length === 0 || wanted.includes(name));
const { target, report } = await chooseBackend('auto');

for (const name of names) {
  const { folder, document, about } = await readTemplate(name);
  const place = await mkdtemp(path.join(tmpdir(), 'genloom-template-'));
  const run = await Run.start(document, path.join(place, 'run'), { target, fingerprint: report.fingerprint });
  try {
    const begun = performance.now();
    await run.train(
      (news) => {
        if (news.kind === 'progress') process.stderr.write(`\r${name} ${news.step}/${news.steps}   `);
      },
      new AbortController().signal,
      { lookEvery: 0 },
    );
    const seconds = (performance.now() - begun) / 1000;
    const { session } = run;
    const weights = trainedWeights(session.compiled.variables, await session.read());
    await writeFileAtomic(path.join(folder, 'weights.safetensors'), encodeWeights(weights, 'float16'));
    const grid = session.compiled.looks.find(({ definition }) => definition.kind === 'image-grid');
    const picture = grid && (await session.look(grid)).picture;
    if (picture?.form === 'images') {
      const { images, range } = picture;
      const count = COLUMNS * ROWS;
      const size = images.data.length / images.shape[0]!;
      const pictures = mosaic(
        images.data.slice(0, count * size) as Float32Array,
        [count, ...images.shape.slice(1)],
        COLUMNS,
        range,
      );
      await writePng(path.join(folder, 'thumbnail.png'), pictures, 2);
    }
    const measured: Record<string, number> = {
      parameters: [...session.compiled.variables.values()]
        .filter(({ role }) => role === 'weight')
        .reduce((sum, { type }) => sum + knownSize(type.shape), 0),
      steps: session.steps,
      seconds: Math.round(seconds),
    };
    for (const [name, value] of Object.entries(await measure(session)))
      measured[name] = Number(value.toPrecision(5));
    const told = { ...(about as TemplateAbout), minutes: Math.ceil(seconds / 6) / 10, measured };
    await writeFileAtomic(path.join(folder, 'about.json'), `${JSON.stringify(told, null, 2)}\n`);
    process.stdout.write(`${name} ${JSON.stringify(measured)}\n`);
  } finally {
    run.dispose();
    await rm(place, { recursive: true, force: true });
  }
}
