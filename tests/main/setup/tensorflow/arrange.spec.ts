import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it, onTestFinished } from 'vitest';

import { bindingFile, tensorflowReport } from '../../../../main/setup/places.mjs';
import { runTool } from '../../../../main/setup/run-tool.mjs';
import { silence } from '../../../../main/setup/tell.mjs';
import {
  arrangeTensorFlow,
  type Arrangement,
  type Options,
} from '../../../../main/setup/tensorflow/arrange.mjs';
import { LIBTENSORFLOW, readyMadeAddresses } from '../../../../main/setup/tensorflow/ready-made.mjs';
import { TENSORFLOW } from '../../../../main/setup/tensorflow/wheel.mjs';
import { makeTar, makeZip } from '../stand-ins/archives.ts';
import { fileServer, type FileServer, type Served } from '../stand-ins/file-server.ts';
import { filesBelow, temporaryFolder } from '../stand-ins/folder.ts';
import { linux } from '../stand-ins/machine.ts';
import { proxy } from '../stand-ins/proxy.ts';

const require = createRequire(import.meta.url);
const child = fileURLToPath(new URL('../stand-ins/arrange-child.mjs', import.meta.url));

const wheelName = `tensorflow_cpu-${TENSORFLOW}-cp311-cp311-manylinux_2_27_x86_64.whl`;
const library = randomBytes(400_000);
const wheel = makeZip({
  'tensorflow/libtensorflow_cc.so.2': library,
  'tensorflow/libtensorflow_framework.so.2': 'framework',
  'tensorflow/include/tensorflow/c/c_api.h': '// C API',
  'tensorflow/python/large.so': 'not wanted',
});
const binding = '/tf-builds/pre-built-binary/napi-v8/4.22.0/CPU-linux-4.22.0.tar.gz';
const ready = `/tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-${LIBTENSORFLOW}.tar.gz`;

/** A checkout with the package's description and nothing else. */
function checkout(): string {
  const root = temporaryFolder();
  const folder = path.join(root, 'node_modules/@tensorflow/tfjs-node-gpu');
  mkdirSync(folder, { recursive: true });
  const { version, binary } = require('@tensorflow/tfjs-node-gpu/package.json') as Record<string, unknown>;
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version, binary }));
  return root;
}

/** The host of the index; its wheel may be served amiss, or told with another hash. */
async function pypi(served: Partial<Served> = {}, sha256 = createHash('sha256').update(wheel).digest('hex')) {
  const server = await fileServer();
  onTestFinished(server.close);
  const files = [
    { filename: wheelName, url: `../../files/${wheelName}`, hashes: { sha256 }, size: wheel.length },
  ];
  const type = 'application/vnd.pypi.simple.v1+json';
  server.files.set('/simple/tensorflow-cpu/', { body: JSON.stringify({ files }), type, ...login(served) });
  server.files.set(`/files/${wheelName}`, { body: wheel, ...served });
  return server;
}

const login = (served: Partial<Served>) => (served.login === undefined ? {} : { login: served.login });

/** The host of the ready-made files. */
async function readyMadeHost(): Promise<FileServer> {
  const server = await fileServer();
  onTestFinished(server.close);
  server.files.set(binding, { body: makeTar({ 'napi-v8/tfjs_binding.node': 'binding over 0 bytes' }) });
  server.files.set(ready, {
    body: makeTar({
      './include/tensorflow/c/c_api.h': '// C API',
      './lib/libtensorflow.so.2.9.1': 'library',
      './lib/libtensorflow.so.2': { link: 'libtensorflow.so.2.9.1' },
      './lib/libtensorflow_framework.so.2': 'framework',
    }),
  });
  return server;
}

/** An address at which nobody listens. */
const nowhere = 'http://127.0.0.1:9/';

interface Setting {
  readonly root: string;
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
}

function setting({ index = nowhere, readyMade = nowhere, ...more }: Record<string, string> = {}): Setting {
  const home = temporaryFolder();
  const env = {
    HOME: home,
    XDG_CACHE_HOME: path.join(home, 'cache'),
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: `${index}simple/`,
    GENLOOM_TFJS_BINARIES: readyMade,
    ...more,
  };
  return { root: checkout(), cache: path.join(home, 'cache/genloom'), env };
}

/** Arranges with a compiler and a check that stand in for the real ones. */
const arrange = ({ root, env }: Setting, options: Partial<Options> = {}) =>
  arrangeTensorFlow({
    root,
    env,
    machine: linux,
    tell: silence,
    compile: async ({ library: folder, output }) =>
      writeFileSync(
        output,
        `binding over ${statSync(path.join(folder, 'libtensorflow_cc.so.2')).size} bytes`,
      ),
    check: async () =>
      readFileSync(bindingFile(root), 'utf8').endsWith('over 0 bytes') ? LIBTENSORFLOW : TENSORFLOW,
    ...options,
  });

const place = (cache: string) => path.join(cache, 'tensorflow', `${TENSORFLOW}-cpu-linux-x64`);
const why = (arrangement: Arrangement) =>
  arrangement.tried.map(({ rung, ok, why }) => `${rung} ${ok} ${why}`);
const fetched = (server: FileServer) => server.asked.filter((asked) => asked.startsWith('/files/')).length;

it('knows the version of the ready-made library as the package does, and its addresses', async () => {
  const { LIBTENSORFLOW_VERSION } = require('@tensorflow/tfjs-node-gpu/scripts/deps-constants.js') as Record<
    string,
    string
  >;
  expect(LIBTENSORFLOW).toBe(LIBTENSORFLOW_VERSION);
  const of = (machine: object, env = {}) => readyMadeAddresses(checkout(), { ...linux, ...machine }, env);
  const host = 'https://storage.googleapis.com/';
  expect(await of({ cuda11: true })).toEqual({
    variant: 'gpu',
    library: `${host}tensorflow/libtensorflow/libtensorflow-gpu-linux-x86_64-2.9.1.tar.gz`,
    binding: `${host}tf-builds/pre-built-binary/napi-v8/4.22.0/GPU-linux-4.22.0.tar.gz`,
  });
  expect((await of({ platform: 'win32' })).binding).toMatch(/CPU-windows-4\.22\.0\.zip$/);
  expect((await of({}, { CDN_STORAGE: 'https://mirror.example' })).library).toBe(
    `https://mirror.example${ready}`,
  );
  await expect(of({ arch: 'arm64' })).rejects.toThrow('no ready-made binding for linux arm64');
});

it('rung 1: puts the ready-made files where the package looks for them', async () => {
  const host = await readyMadeHost();
  const here = setting({ readyMade: host.url });
  const arrangement = await arrange(here);
  expect(why(arrangement)).toEqual(['1 true TensorFlow 2.9.1 (cpu), ready-made.']);
  const folder = path.join(here.root, 'node_modules/@tensorflow/tfjs-node-gpu');
  expect(arrangement).toMatchObject({
    rung: 1,
    version: '2.9.1',
    folder: path.join(folder, 'deps/lib'),
    choice: 'auto',
  });
  expect(filesBelow(folder)).toEqual([
    'deps/include/tensorflow/c/c_api.h',
    'deps/lib/libtensorflow.so.2',
    'deps/lib/libtensorflow.so.2.9.1',
    'deps/lib/libtensorflow_framework.so.2',
    'lib/napi-v8/tfjs_binding.node',
    'package.json',
  ]);
  expect(filesBelow(path.join(here.root, 'node_modules/.genloom'))).toEqual(['tensorflow.json']);
});

it("rung 1: takes what the package's own install script has put there", async () => {
  const host = await readyMadeHost();
  const here = setting({ readyMade: host.url });
  await arrange(here);
  rmSync(tensorflowReport(here.root));
  expect((await arrange(here)).rung).toBe(1);
  expect(host.asked).toEqual([binding, ready]);
});

it('rung 1: what does not work is taken away again', async () => {
  const host = await readyMadeHost();
  const here = setting({ readyMade: host.url, GENLOOM_TENSORFLOW: 'ready-made' });
  const check = () => Promise.reject(new Error('It crashed (SIGILL).'));
  const arrangement = await arrange(here, { check });
  expect(why(arrangement)[0]).toBe(
    '1 false The ready-made TensorFlow does not work here: It crashed (SIGILL).',
  );
  expect(arrangement.rung).toBe(4);
  expect(filesBelow(path.join(here.root, 'node_modules/@tensorflow'))).toEqual([
    'tfjs-node-gpu/package.json',
  ]);
});

it.each([
  ['cut', (body: Buffer) => body.subarray(0, -8), 'is no .tar.gz file, or is cut or damaged'],
  ['another file', () => makeTar({ 'napi-v8/README': 'sorry' }), 'sent an archive without tfjs_binding.node'],
])('rung 1: refuses an archive that is %s', async (_, change, message) => {
  const host = await readyMadeHost();
  host.files.set(binding, { body: change(host.files.get(binding)!.body as Buffer) });
  const here = setting({ readyMade: host.url, GENLOOM_TENSORFLOW: 'ready-made' });
  expect(why(await arrange(here))[0]).toContain(message);
  expect(existsSync(bindingFile(here.root))).toBe(false);
});

it('rung 2: fetches the wheel, unpacks what is wanted, builds, reports', async () => {
  const index = await pypi();
  const here = setting({ index: index.url });
  const arrangement = await arrange(here);
  expect(why(arrangement)).toEqual([
    '1 false 127.0.0.1:9 could not be reached: it refused the connection.',
    `2 true TensorFlow ${TENSORFLOW} (cpu) from PyPI, with its binding built on this machine.`,
  ]);
  expect(arrangement).toMatchObject({
    rung: 2,
    version: TENSORFLOW,
    variant: 'cpu',
    folder: place(here.cache),
  });
  expect(JSON.parse(readFileSync(tensorflowReport(here.root), 'utf8'))).toEqual(arrangement);
  expect(filesBelow(here.cache).map((file) => file.replace(/.*linux-x64\//, ''))).toEqual([
    'binding-4.22.0/tfjs_binding.node',
    'include/tensorflow/c/c_api.h',
    'library.json',
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
  ]);
  expect(readFileSync(path.join(place(here.cache), 'libtensorflow_cc.so.2')).equals(library)).toBe(true);
  expect(readFileSync(bindingFile(here.root), 'utf8')).toBe(`binding over ${library.length} bytes`);
});

it('a second start asks nobody, and a second checkout only the cache', async () => {
  const index = await pypi();
  const here = setting({ index: index.url });
  const first = await arrange(here);
  index.asked.length = 0;
  const refuse = () => Promise.reject(new Error('was asked'));
  expect(await arrange(here, { compile: refuse, check: refuse })).toEqual(first);
  const other = { ...here, root: checkout() };
  expect(await arrange(other, { compile: refuse })).toMatchObject({
    rung: 2,
    tried: [{ rung: 2, ok: true }],
  });
  expect(index.asked).toEqual([]);
});

it('arranges anew when the binding is gone, the library was changed, or another choice is made', async () => {
  const index = await pypi();
  const here = setting({ index: index.url });
  await arrange(here);
  rmSync(bindingFile(here.root));
  expect((await arrange(here)).rung).toBe(2);
  expect(fetched(index)).toBe(1);
  writeFileSync(path.join(place(here.cache), 'libtensorflow_framework.so.2'), 'cut');
  expect((await arrange(here)).rung).toBe(2);
  expect(fetched(index)).toBe(2);
  const none = await arrange({ ...here, env: { ...here.env, GENLOOM_TENSORFLOW: 'none' } });
  expect(none).toMatchObject({ rung: 4, version: null, folder: null, choice: 'none' });
});

it('rung 4: says why the others cannot be had, remembers it for a day, and tries again when something changes', async () => {
  const here = setting();
  const first = await arrange(here);
  expect(why(first)).toEqual([
    '1 false 127.0.0.1:9 could not be reached: it refused the connection.',
    '2 false 127.0.0.1:9 could not be reached: it refused the connection.',
    expect.stringContaining('4 true WebAssembly'),
  ]);
  expect(await arrange(here)).toEqual(first);
  const index = await pypi();
  const open = { ...here, env: { ...here.env, PIP_INDEX_URL: `${index.url}simple` } };
  expect((await arrange(open)).rung).toBe(2);
});

it('rung 4: tries again after a day, and when told to', async () => {
  const here = setting();
  await arrange(here);
  const later = JSON.parse(readFileSync(tensorflowReport(here.root), 'utf8')) as Required<Arrangement>;
  later.stamp.at -= 25 * 3600e3;
  writeFileSync(tensorflowReport(here.root), JSON.stringify(later));
  expect((await arrange(here)).stamp!.at).toBeGreaterThan(later.stamp.at);
  const before = (await arrange(here)).stamp!.at;
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await arrange(here, { again: true })).stamp!.at).toBeGreaterThan(before);
});

it('does not fetch a library for which there is no compiler', async () => {
  const index = await pypi();
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  const arrangement = await arrange(here, { machine: { ...linux, compiler: null } });
  expect(why(arrangement)[0]).toMatch(/^2 false No C\+\+ compiler was found.*apt-get install g\+\+/);
  expect(index.asked).toEqual([]);
  // A compiler that was installed meanwhile is a reason to try again at once.
  expect((await arrange(here)).rung).toBe(2);
});

it('refuses a wheel with the wrong hash, and leaves nothing of it', async () => {
  const tampered = Buffer.from(wheel);
  tampered[1000]! ^= 1;
  const index = await pypi({ body: tampered });
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  const arrangement = await arrange(here);
  expect(arrangement.rung).toBe(4);
  expect(why(arrangement)[0]).toMatch(
    /^2 false .*is not the file that the index tells of.*It was removed\.$/,
  );
  expect(filesBelow(here.cache)).toEqual([]);
});

it('refuses a wheel that does not hold the libraries', async () => {
  const body = makeZip({ 'tensorflow/libtensorflow_cc.so.2': 'x' });
  const index = await pypi({ body }, createHash('sha256').update(body).digest('hex'));
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  expect(why(await arrange(here))[0]).toContain(`${wheelName} does not hold libtensorflow_framework.so.2`);
  expect(filesBelow(here.cache)).toEqual([]);
});

it('refuses a wheel without a hash', async () => {
  const index = await pypi();
  const body = `<a href="/files/${wheelName}">${wheelName}</a>`;
  index.files.set('/simple/tensorflow-cpu/', { body, type: 'text/html' });
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  expect(why(await arrange(here))[0]).toContain(`gives no sha256 for ${wheelName}`);
  expect(fetched(index)).toBe(0);
});

it('goes on where a download was cut', async () => {
  const index = await pypi({ cut: { after: 150_000, times: 1 } });
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  expect((await arrange(here)).rung).toBe(2);
  expect(index.asked).toHaveLength(3);
  expect(index.asked[2]).toMatch(/\.whl bytes=[1-9]\d*-$/);
});

it('sends the index its name and password, for the file, too, and tells them to nobody', async () => {
  const index = await pypi({ login: 'user:secret' });
  const here = setting({ index: index.url.replace('//', '//user:secret@'), GENLOOM_TENSORFLOW: 'pypi' });
  expect((await arrange(here)).rung).toBe(2);
  const wrong = setting({ index: index.url.replace('//', '//user:wrong@'), GENLOOM_TENSORFLOW: 'pypi' });
  const refused = await arrange(wrong);
  expect(why(refused)[0]).toContain(`${index.url}simple/tensorflow-cpu/ was answered with 401`);
  expect(JSON.stringify(refused)).not.toContain('wrong');
});

it('asks further indexes for what the first does not have', async () => {
  const first = await fileServer();
  onTestFinished(first.close);
  const index = await pypi();
  const env = { PIP_EXTRA_INDEX_URL: `${index.url}simple/`, GENLOOM_TENSORFLOW: 'pypi' };
  expect((await arrange(setting({ index: first.url, ...env }))).rung).toBe(2);
  expect(first.asked).toEqual(['/simple/tensorflow-cpu/']);
});

it('goes through the proxy', async () => {
  const through = await proxy('user:pass');
  onTestFinished(through.close);
  const index = await pypi();
  const here = setting({ index: index.url, HTTP_PROXY: through.url, GENLOOM_TENSORFLOW: 'pypi' });
  expect((await arrange(here)).rung).toBe(2);
  expect(through.asked).toEqual([
    `GET ${index.url}simple/tensorflow-cpu/`,
    `GET ${index.url}files/${wheelName}`,
  ]);
});

it('two at once fetch and build once', async () => {
  const index = await pypi();
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  const compiled = path.join(temporaryFolder(), 'compiled');
  const roots = [here.root, here.root, checkout()];
  const ended = await Promise.all(
    roots.map((root) =>
      runTool(process.execPath, [child, JSON.stringify({ ...here, root, machine: linux, compiled })]),
    ),
  );
  for (const { out, text } of ended) expect(JSON.parse(out || text)).toMatchObject({ rung: 2 });
  expect(fetched(index)).toBe(1);
  expect(readFileSync(compiled, 'utf8')).toBe('compiled\n');
});

it('a start that was killed in mid-download is taken over, and its bytes are used', async () => {
  const index = await pypi({ stallAfter: 200_000 });
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  const compiled = path.join(temporaryFolder(), 'compiled');
  const killed = spawn(process.execPath, [child, JSON.stringify({ ...here, machine: linux, compiled })]);
  await index.stalled;
  const part = () => filesBelow(here.cache).find((file) => file.endsWith('.part')) ?? '';
  await expect.poll(() => part() && statSync(path.join(here.cache, part())).size).toBe(200_000);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(readdirSync(path.join(here.cache, 'tensorflow')).some((name) => name.endsWith('.lock'))).toBe(true);

  expect((await arrange(here)).rung).toBe(2);
  expect(index.asked.at(-1)).toBe(`/files/${wheelName} bytes=200000-`);
  expect(readdirSync(path.join(here.cache, 'tensorflow'))).toEqual([path.basename(place(here.cache))]);
});

it('removes what a start that was killed in mid-unpacking left', async () => {
  const index = await pypi();
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  const torso = `${place(here.cache)}.partial-1`;
  mkdirSync(torso, { recursive: true });
  writeFileSync(path.join(torso, 'libtensorflow_cc.so.2'), library.subarray(0, 1000));
  // And a folder that has its name, but not its last file.
  mkdirSync(place(here.cache));
  writeFileSync(path.join(place(here.cache), 'libtensorflow_cc.so.2'), library.subarray(0, 1000));
  expect((await arrange(here)).rung).toBe(2);
  expect(readdirSync(path.join(here.cache, 'tensorflow'))).toEqual([path.basename(place(here.cache))]);
});

it('says that the cache cannot be written, and goes on', async () => {
  const index = await pypi();
  const here = setting({ index: index.url });
  writeFileSync(here.env['XDG_CACHE_HOME']!, 'a file where a folder should be');
  const arrangement = await arrange(here);
  expect(arrangement.rung).toBe(4);
  expect(why(arrangement)[1]).toMatch(
    /^2 false ".*" could not be written: .* choose another place \(XDG_CACHE_HOME\)\.$/,
  );
});

it('says that there is too little room, before it fetches', async () => {
  const index = await pypi();
  const files = [{ filename: wheelName, url: '/x.whl', hashes: { sha256: 'a'.repeat(64) }, size: 1e18 }];
  index.files.set('/simple/tensorflow-cpu/', { body: JSON.stringify({ files }), type: 'application/json' });
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  expect(why(await arrange(here))[0]).toMatch(/has \d+ MB free, but TensorFlow needs 4500000000000 MB/);
});

it('never fails, whatever the choice or the checkout', async () => {
  const odd = await arrange(setting({ GENLOOM_TENSORFLOW: 'tensorflow' }));
  expect(odd).toMatchObject({ rung: 4, choice: 'auto' });
  expect(why(odd)[0]).toContain('GENLOOM_TENSORFLOW is "tensorflow", but must be one of: auto, ready-made');
  const bare = setting();
  rmSync(path.join(bare.root, 'node_modules'), { recursive: true });
  writeFileSync(path.join(bare.root, 'node_modules'), '');
  expect((await arrange(bare)).rung).toBe(4);
});

it('builds anew after a binding that does not load', async () => {
  const index = await pypi();
  const here = setting({ index: index.url, GENLOOM_TENSORFLOW: 'pypi' });
  const broken = await arrange(here, {
    check: () => Promise.reject(new Error('cannot open shared object file')),
  });
  expect(why(broken)[0]).toBe(
    "2 false PyPI's TensorFlow does not work here: cannot open shared object file.",
  );
  expect(existsSync(bindingFile(here.root))).toBe(false);
  let built = 0;
  const compile: Options['compile'] = async ({ output }) => writeFileSync(output, `binding ${++built}`);
  expect((await arrange(here, { compile, again: true })).rung).toBe(2);
  expect(built).toBe(1);
  expect(fetched(index)).toBe(1);
});
