import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { build } from 'vite';
import { projectRoot } from '../../../main/projects/root.ts';
import { caller, cleanUp, newFolder, newStudio, smallDocument } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
const place = path.join(projectRoot(), 'out', `killed-studio-${process.pid}`);
const children: ChildProcess[] = [];
const one = caller('one');

beforeAll(async () => {
  await build({
    root: projectRoot(),
    logLevel: 'silent',
    configFile: false,
    publicDir: false,
    build: { ssr: 'main/studio/studio.ts', outDir: place, target: 'node20', emptyOutDir: true },
  });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await cleanUp();
});

/** A studio in a process that can be killed, which does what the script says. Its lines are what it tells. */
function host(script: string, workspace: string) {
  const file = path.join(place, 'host.mjs');
  writeFileSync(
    file,
    `import { Studio } from './studio.js';
     import { readFileSync } from 'node:fs';
     const caller = { window: 'one', signal: new AbortController().signal };
     const heard = [];
     const studio = new Studio({ workspace: ${JSON.stringify(workspace)}, host: 'browser', tell: (_, news) => heard.forEach((hear) => hear(news)) });
     const base = JSON.parse(readFileSync(0, 'utf8'));
     const text = (batch) => JSON.stringify({ ...base, batch });
     const say = (line) => process.stdout.write(line + '\\n');
     ${script}`,
  );
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  child.stdin.end(smallDocument({ steps: 2000 }));
  const lines: string[] = [];
  let waiting: (() => void) | null = null;
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    lines.push(...data.split('\n').filter(Boolean));
    waiting?.();
  });
  return {
    child,
    lines,
    /** Resolves when so many lines were told. */
    async told(count: number): Promise<void> {
      while (lines.length < count) await new Promise<void>((resolve) => (waiting = resolve));
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const batchOf = (text: string) => (JSON.parse(text) as { batch: number }).batch;

describe('a studio that is killed with SIGKILL', () => {
  test('in mid-save loses nothing that it said was kept', async () => {
    const workspace = newFolder();
    for (let kill = 0; kill < 6; kill++) {
      const {
        told,
        lines,
        kill: end,
      } = host(
        `for (let k = 1; ; k++) {
           const { project } = await studio.createProject({ text: text(1000 * k), name: 'draft' }, caller);
           await studio.autosave({ project, text: text(1000 * k + 1) }, caller);
           say('kept ' + (1000 * k + 1));
           await studio.save({ project, text: text(1000 * k + 2), as: 'kill ${kill} project ' + k }, caller);
           say('kept ' + (1000 * k + 2));
           await studio.autosave({ project, text: text(1000 * k + 3) }, caller);
           say('kept ' + (1000 * k + 3));
           await studio.closeProject({ project }, caller);
         }`,
        workspace,
      );
      await told(6 + kill);
      await wait(7 * kill);
      await end();
      const kept = Number(lines.at(-1)!.split(' ')[1]);
      const { studio } = await newStudio({ workspace });
      const cards = [...(await studio.gallery()).projects, ...(await studio.browse())];
      const batches: number[] = [];
      for (const { file } of cards) {
        const { text, project } = await studio.openProject({ file }, one);
        batches.push(batchOf(text));
        await studio.closeProject({ project }, one);
      }
      // What was told last is there, or what was being written after it.
      expect(batches.some((batch) => batch >= kept && batch <= kept + 1)).toBe(true);
      for (let k = 1; 1000 * k + 3 < kept; k++) expect(batches).toContain(1000 * k + 3);
      await studio.close();
      rmSync(workspace, { recursive: true });
    }
  });

  test.each(['the host', 'host and engine'])(
    'in mid-training (%s) goes on from its last checkpoint',
    async (who) => {
      const workspace = newFolder();
      const { told, lines, kill } = host(
        `await studio.chooseBackend({ wish: 'cpu' });
       const { project } = await studio.createProject({ text: text(8), name: 'small' }, caller);
       const { file } = await studio.save({ project, text: text(8) }, caller);
       say(JSON.stringify({ project, file }));
       heard.push((news) => { if (news.kind === 'progress' && news.step > 20) say('step ' + news.step); });
       await studio.train({ project, text: text(8), from: 'scratch' }, caller);`,
        workspace,
      );
      await told(3);
      const { project, file } = JSON.parse(lines[0]!) as { project: string; file: string };
      const run = path.join(workspace, 'small.genloom-files', 'runs', 'run-1');
      const engine = (JSON.parse(readFileSync(path.join(run, 'training.pid'), 'utf8')) as { pid: number })
        .pid;
      if (who === 'host and engine') process.kill(engine, 'SIGKILL');
      await kill();
      const { studio, heard } = await newStudio({ workspace });
      await studio.chooseBackend({ wish: 'cpu' });
      expect(await studio.openProject({ file }, one)).toMatchObject({ project, notes: [] });
      // Left to itself, the engine saves what it has and ends; killed too, step 0 is what there is.
      const went = await studio.goOn({ project, run: 'run-1' }, one);
      expect(went).toMatchObject({ activity: 'training', identical: true, problem: null });
      if (who === 'the host') expect(went.step).toBeGreaterThan(20);
      await heard.next('progress', ({ step }) => step > went.step + 5);
      const { step } = await studio.pause();
      expect(await studio.runs({ project })).toMatchObject([{ run: 'run-1', step }]);
      const left = readdirSync(path.join(run, 'checkpoints'));
      expect(left.every((name) => /^step-\d{9}\.safetensors$/.test(name))).toBe(true);
      const steps = (await studio.records({ project, run: 'run-1' })).flatMap((record) =>
        record.kind === 'numbers' ? [record.step] : [],
      );
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
      expect(existsSync(path.join(run, 'training.pid'))).toBe(true);
    },
  );
});
