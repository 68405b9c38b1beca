import { expect, it } from 'vitest';

import { pythonFor } from '../../../../main/setup/checks/python.mjs';
import { silence } from '../../../../main/setup/tell.mjs';
import { temporaryFolder } from '../stand-ins/folder.ts';

it('takes the Python that is named, and otherwise says why there is none', async () => {
  expect(await pythonFor({ GENLOOM_PYTHON: process.execPath }, silence)).toEqual({ file: process.execPath });
  expect(await pythonFor({ GENLOOM_PYTHON: '/nowhere/python' }, silence)).toEqual({
    why: 'GENLOOM_PYTHON names "/nowhere/python", which does not exist.',
  });
  expect(await pythonFor({}, silence)).toEqual({
    why: 'No Python with TensorFlow is named: set GENLOOM_PYTHON to one.',
  });
  const bare = { CI: 'true', PATH: '', XDG_CACHE_HOME: temporaryFolder() };
  expect(await pythonFor(bare, silence)).toEqual({
    why: 'No Python 3.10 to 3.13 was found, which TensorFlow wants.',
  });
});
