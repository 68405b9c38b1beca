// What the boards of captioned shapes show: what is kept where half of a picture is drawn anew.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTrainedSession } from '../../main/cli/trained.ts';
import { chooseBackend } from '../../main/engine/backends/choose.ts';
import { decodeWeights } from '../../main/engine/trained-weights.ts';
import { readTemplate } from '../../main/projects/templates.ts';
import type { Finding } from '../../nodes/finding.ts';

const { target, report } = await chooseBackend('auto');

/** What a view or a metric of a template finds with the weights that ship. */
async function seenIn(name: string, node: string): Promise<Finding> {
  const { document, weights: file } = await readTemplate(name);
  const weights = decodeWeights(readFileSync(file!), file!);
  const session = await openTrainedSession(
    { name, document, weights, step: null },
    { target, fingerprint: report.fingerprint },
  );
  try {
    return await session.look(session.compiled.looks.find((look) => look.node === node)!);
  } finally {
    session.dispose();
  }
}

test('inpainting leaves the right half of each picture as it was and draws another shape beside it', async () => {
  const { picture } = await seenIn('text-to-image-shapes', 'painted-pairs');
  expect(picture).toMatchObject({ form: 'images', rows: ['x', 'x̂', '|x − x̂|'] });
  const { shape, data } = (picture as Extract<typeof picture, { form: 'images' }>).images;
  const [tiles, height, width, channels] = shape as [number, number, number, number];
  // The last third of the pictures shows by how much the others differ.
  let [left, right] = [0, 0];
  const third = (tiles / 3) * height * width * channels;
  for (let i = 2 * third; i < 3 * third; i++)
    if (Math.floor(i / channels) % width < width / 2) left += data[i]!;
    else right += data[i]!;
  expect(right / third).toBeLessThan(0.01);
  expect(left / third).toBeGreaterThan(0.02);
  expect(left).toBeGreaterThan(8 * right);
});
