import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { reachedTable } from '../../main/cli/reached-table.ts';
import { projectRoot } from '../../main/projects/root.ts';
import { readTemplate, templateNames } from '../../main/projects/templates.ts';

test("README's table tells what the templates say of themselves", async () => {
  const templates = await Promise.all((await templateNames()).map((name) => readTemplate(name)));
  const told = reachedTable(templates.map(({ name, about }) => ({ name, about: about! })));
  expect(told).toHaveLength(templates.length + 2);
  // Mended with `npm run templates -- --table`.
  expect(readFileSync(path.join(projectRoot(), 'README.md'), 'utf8')).toContain(told.join('\n'));
});
