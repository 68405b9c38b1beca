import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { mountSmallDisk } from '../projects/small-disk.ts';
import { caller, cleanUp, newStudio, small, smallDocument } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
afterEach(cleanUp);

const one = caller('one');
const two = caller('two');

async function open(text: string, workspace?: string) {
  const made = await newStudio(workspace === undefined ? {} : { workspace });
  await made.studio.chooseBackend({ wish: 'cpu' });
  const { project } = await made.studio.createProject({ text, name: 'small' }, one);
  const { file } = await made.studio.save({ project, text }, one);
  const run = path.join(path.dirname(file), 'small.genloom-files', 'runs', 'run-1');
  return { ...made, project, text, run };
}

/** Takes all the room that a disk has left. */
function fill(file: string): void {
  const block = Buffer.alloc(4096);
  try {
    for (;;) appendFileSync(file, block);
  } catch {
    // Full.
  }
}

describe('what goes wrong in a training', () => {
  test('a loss that is no number any more: failed with a sentence, and going on begins at the last checkpoint', async () => {
    const document = small({ steps: 500 });
    document.board.nodes.optimizer!.dials = { method: 'SGD', learningRate: 1, clip: 0 };
    const { studio, heard, project } = await open(writeDocument(document));
    const text = writeDocument(document);
    const failed = heard.activity('failed');
    await studio.train({ project, text, from: 'scratch' }, one);
    await studio.setDial({ node: 'total', dial: 'weights.nll', value: 1000 });
    await failed;
    const { model } = await studio.engine();
    expect(model!.problem!.en).toMatch(/became .* in step \d+.*last checkpoint/s);
    expect(model!.problem!.ko).toMatch(/손실이 .* 마지막 체크포인트/s);
    expect(await studio.runs({ project })).toMatchObject([{ problem: model!.problem }]);
    // What it learned before stands, and the pictures can be had.
    expect(await studio.show({ project, text: smallDocument() })).toMatchObject({ activity: 'shown' });
  });

  test('a full disk: failed with a sentence, nothing lost, and going on when there is room', async ({
    skip,
  }) => {
    const disk = mountSmallDisk(1500);
    if (typeof disk === 'string') return skip(disk);
    try {
      const text = smallDocument({ steps: 100 });
      const { studio, heard, project } = await open(text, disk.folder);
      const failed = heard.activity('failed');
      const saved = heard.next('checkpoint');
      await studio.train({ project, text, from: 'scratch' }, one);
      await saved;
      const filler = path.join(disk.folder, 'filler');
      fill(filler);
      await failed;
      const { model } = await studio.engine();
      expect(model!.problem!.en).toContain('The disk is full');
      expect(model!.problem!.ko).toContain('디스크가 가득');
      const [run] = await studio.runs({ project });
      expect(run!.checkpoints.length).toBeGreaterThan(0);
      await expect(studio.autosave({ project, text: smallDocument({ batch: 99 }) }, one)).rejects.toThrow(
        'The disk is full',
      );
      rmSync(filler);
      const went = await studio.goOn({ project, run: 'run-1' }, one);
      expect(went).toMatchObject({ activity: 'training', step: run!.checkpoints.at(-1), problem: null });
      await studio.close();
    } finally {
      disk.remove();
    }
  });

  test('an engine that dies goes on by itself', async () => {
    const text = smallDocument({ steps: 400 });
    const { studio, heard, project, run } = await open(text);
    await studio.train({ project, text, from: 'scratch' }, one);
    await heard.next('checkpoint', ({ step }) => step >= 40);
    await studio.watch({ nodes: ['map'] }, one);
    const restarted = heard.next('restarted');
    process.kill(
      (JSON.parse(readFileSync(path.join(run, 'training.pid'), 'utf8')) as { pid: number }).pid,
      'SIGKILL',
    );
    const { step, why } = await restarted;
    expect(step).toBeGreaterThanOrEqual(40);
    expect(why.ko).toContain('엔진 프로세스가 끝났습니다');
    await heard.next('progress', (news) => news.step > step);
    expect((await studio.engine()).model).toMatchObject({ activity: 'training', run: 'run-1' });
    const paused = await studio.pause();
    expect(paused.step).toBeGreaterThan(step);
    expect(existsSync(run)).toBe(true);
  });

  test('a model that is only looked at comes back when its engine dies', async () => {
    const text = smallDocument();
    const { studio, heard, project, run } = await open(text);
    const finished = heard.activity('finished');
    await studio.train({ project, text, from: 'scratch' }, one);
    await finished;
    const pid = (JSON.parse(readFileSync(path.join(run, 'training.pid'), 'utf8')) as { pid: number }).pid;
    expect(await studio.show({ project, text: smallDocument({ batch: 9 }) })).toMatchObject({
      activity: 'shown',
      weights: 'run',
      run: 'run-1',
      step: 60,
    });
    const before = await studio.sample({ output: 'samples', count: 2, seed: 3 }, one);
    const restarted = heard.next('restarted');
    process.kill(pid, 'SIGKILL');
    await restarted;
    expect(await studio.sample({ output: 'samples', count: 2, seed: 3 }, one)).toEqual(before);
  });

  test('a graph that cannot be trained: failed with its problems, in both languages', async () => {
    const document = small();
    document.board.wires = document.board.wires.filter(({ to }) => to.port !== 'latent');
    const { studio, project, run } = await open(writeDocument(document));
    const state = await studio.train({ project, text: writeDocument(document), from: 'scratch' }, one);
    expect(state.activity).toBe('failed');
    expect(state.problem!.en).toMatch(/cannot run yet.*decode/s);
    expect(state.problem!.ko).toMatch(/아직 실행할 수 없습니다.*decode/s);
    expect(existsSync(run)).toBe(false);
    expect(
      await studio.train({ project, text: smallDocument(), from: 'scratch', paused: true }, one),
    ).toMatchObject({
      activity: 'paused',
      step: 0,
      run: 'run-1',
    });
  });

  test('a broken checkpoint: the one before it is shown, and a note tells it', async () => {
    const text = smallDocument();
    const { studio, heard, project, run } = await open(text);
    const finished = heard.activity('finished');
    await studio.train({ project, text, from: 'scratch' }, one);
    await finished;
    truncateSync(path.join(run, 'checkpoints', 'step-000000060.safetensors'), 3000);
    const other = smallDocument({ batch: 9 });
    const state = await studio.show({ project, text: other });
    expect(state).toMatchObject({ activity: 'shown', weights: 'run', step: 54 });
    expect(state.notes).toHaveLength(1);
    rmSync(run, { recursive: true });
    expect(await studio.show({ project, text })).toMatchObject({ weights: 'new', run: null });
  });

  test('a document that wants to read files of this machine is refused until the person chose them', async () => {
    const document = small();
    Object.assign(document.board.nodes.digits!.dials, { images: '/etc/hostname', labels: '/etc/hosts' });
    const text = writeDocument(document);
    const { studio, project } = await open(text);
    await expect(studio.show({ project, text })).rejects.toThrow(
      'wants to read /etc/hostname and /etc/hosts',
    );
    await studio.grant('/etc/hostname');
    await studio.grant('/etc/hosts');
    const state = await studio.show({ project, text });
    expect(state.activity).toBe('failed'); // Read now, and found to be no images.
    expect(state.problem!.en).toContain('/etc/host');
  });
});

describe('one model at a time', () => {
  test('another project is refused while one trains, by its name; then it takes its place', async () => {
    const text = smallDocument({ steps: 5000 });
    const { studio, heard, project } = await open(text);
    await studio.train({ project, text, from: 'scratch' }, one);
    const other = await studio.createProject({ text, name: 'other' }, two);
    await expect(studio.show({ project: other.project, text })).rejects.toThrow("'small' is being trained");
    await expect(studio.train({ project: other.project, text, from: 'scratch' }, two)).rejects.toThrow(
      "'small' is being trained",
    );
    // A window that comes back to the one that trains finds it so.
    expect(await studio.show({ project, text: smallDocument() })).toMatchObject({
      activity: 'training',
      text,
    });
    await expect(studio.train({ project, text, from: 'scratch' }, one)).rejects.toThrow('Pause it first');
    await expect(studio.removeRun({ project, run: 'run-1' }, one)).rejects.toThrow('Pause it first');
    await heard.next('progress');
    await studio.pause();
    expect(await studio.show({ project: other.project, text })).toMatchObject({ project: other.project });
    await studio.removeRun({ project, run: 'run-1' }, one);
    expect(await studio.runs({ project })).toEqual([]);
  });

  test('one that looks on cannot train, but may look', async () => {
    const text = smallDocument();
    const { studio, project } = await open(text);
    const { projects } = await studio.gallery();
    await studio.openProject({ file: projects[0]!.file }, two);
    await expect(studio.train({ project, text, from: 'scratch' }, two)).rejects.toThrow('looks on');
    expect(await studio.show({ project, text })).toMatchObject({ activity: 'shown' });
  });
});
