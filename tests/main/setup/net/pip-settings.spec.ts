import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { pipSettings } from '../../../../main/setup/net/pip-settings.mjs';
import { temporaryFolder } from '../stand-ins/folder.ts';

/** Settings with only these files and variables; the machine's own file is hidden behind PIP_CONFIG_FILE's precedence. */
function settings(env: NodeJS.ProcessEnv, file?: string) {
  const home = temporaryFolder();
  const named = path.join(home, 'named.conf');
  writeFileSync(named, file ?? '[global]\nindex-url =\nextra-index-url =\nproxy =\ncert =\nno-index =\n');
  return pipSettings({ HOME: home, PIP_CONFIG_FILE: named, ...env }, 'linux');
}

it('asks PyPI where nothing is set', () => {
  expect(settings({})).toEqual({ indexes: ['https://pypi.org/simple/'], proxy: null, cert: null });
});

it('reads a configuration file as pip does', () => {
  const file = [
    '# a comment',
    '[global]',
    'index-url = https://user:secret@index.example/root/simple',
    'proxy: http://proxy.example:3128',
    '[install]',
    'extra_index_url =',
    '    https://one.example/simple/',
    '    https://two.example/simple/',
    '[list]',
    'index-url = https://not.example/',
  ].join('\n');
  const { indexes, proxy } = settings({}, file);
  expect(indexes).toEqual([
    'https://user:secret@index.example/root/simple/',
    'https://one.example/simple/',
    'https://two.example/simple/',
  ]);
  expect(proxy).toBe('http://proxy.example:3128');
});

it('lets the environment win over files, and a nearer file over a farther one', () => {
  const home = temporaryFolder();
  mkdirSync(path.join(home, '.pip'));
  mkdirSync(path.join(home, '.config/pip'), { recursive: true });
  writeFileSync(
    path.join(home, '.pip/pip.conf'),
    '[global]\nindex-url = https://old.example/\ncert = /old.pem\n',
  );
  writeFileSync(path.join(home, '.config/pip/pip.conf'), '[global]\nindex-url = https://new.example/\n');
  const read = (env: NodeJS.ProcessEnv) => pipSettings({ HOME: home, ...env }, 'linux');
  expect(read({}).indexes[0]).toBe('https://new.example/');
  expect(read({}).cert).toBe('/old.pem');
  expect(read({ PIP_INDEX_URL: 'https://env.example' }).indexes[0]).toBe('https://env.example/');
  expect(read({ PIP_INDEX_URL: 'https://env.example', UV_INDEX_URL: 'https://uv.example/' }).indexes[0]).toBe(
    'https://uv.example/',
  );
});

it('asks nobody where pip is told not to', () => {
  expect(settings({ PIP_NO_INDEX: '1' }).indexes).toEqual([]);
});
