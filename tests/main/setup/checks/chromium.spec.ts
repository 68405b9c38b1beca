import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { chromiumFor } from '../../../../main/setup/checks/chromium.mjs';
import { silence } from '../../../../main/setup/tell.mjs';
import { temporaryFolder } from '../stand-ins/folder.ts';

it('takes the browser that is named, and says if it is not there', async () => {
  const file = path.join(temporaryFolder(), 'browser');
  writeFileSync(file, '');
  expect(await chromiumFor({ GENLOOM_CHROMIUM: file }, silence)).toEqual({ file });
  const missing = `${file}-2`;
  expect(await chromiumFor({ GENLOOM_CHROMIUM: missing }, silence)).toEqual({
    why: `GENLOOM_CHROMIUM names "${missing}", which does not exist.`,
  });
});

it.skipIf(process.platform === 'win32')('finds one on the PATH, the free one before others', async () => {
  const folder = temporaryFolder();
  for (const name of ['google-chrome', 'chromium']) {
    writeFileSync(path.join(folder, name), '');
    chmodSync(path.join(folder, name), 0o755);
  }
  const found = await chromiumFor({ PATH: `/nowhere${path.delimiter}${folder}` }, silence);
  expect(found).toEqual({ file: path.join(folder, 'chromium') });
});
