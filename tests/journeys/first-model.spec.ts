// From the first start to a trained model, and back after everything was killed.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openPage, violations } from './browser.ts';
import { eventually, Hand } from './hand.ts';
import { inStudio } from './in-studio.ts';

inStudio('the first model', (ground) => {
  test('open, train, watch, turn a dial, pause, save', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);

    // 1. home; the template opens with its shipped weights and shows samples of them
    expect(page.url()).not.toContain('token');
    await hand.openVae();
    expect(await hand.cards()).toBe(17);
    await hand.show('Views');
    const samples = page.getByRole('tabpanel').locator('canvas').first();
    await eventually(
      'samples of the shipped weights are drawn',
      () => hand.inkOf(samples),
      (ink) => ink > 100,
    );

    // 2. train; the curves and the samples move
    await hand.press('ControlOrMeta+Enter');
    await hand.trainUntil(30);
    await hand.show('Curves');
    await eventually(
      'curves are drawn',
      () => page.getByRole('tabpanel').locator('canvas').count(),
      (count) => count > 0,
    );

    // 3. a dial is turned while it trains; the run's journal has it
    await hand.select('optimizer');
    const rate = page.getByRole('region', { name: 'Inspector' }).getByLabel('Learning rate', { exact: true });
    await rate.fill('0.0005');
    await rate.press('Enter');
    const runs = () => runFolders(ground.studio.folder);
    await eventually(
      'the turned dial is in the journal',
      async () =>
        runs()
          .map((run) => readFileSync(path.join(run, 'metrics.jsonl'), 'utf8'))
          .join(''),
      (lines) => /"kind":"dial".*"learningRate".*0\.0005/.test(lines),
    );

    // 4. pause, save
    await hand.press('ControlOrMeta+.');
    await page.getByText('Paused').first().waitFor();
    await hand.trainUntil(30);
    await hand.saveAs('My first model');
    expect(readdirSync(ground.studio.folder)).toContain('My first model.genloom');
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  test('the server dies and comes back: what was edited meanwhile is still there', async () => {
    const { page } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openVae();
    await ground.studio.kill();
    await page.getByText('The machine is away.').first().waitFor();
    await hand.select('kl');
    await hand.press('Delete');
    expect(await hand.cards()).toBe(16);
    await ground.studio.restart();
    await eventually(
      'the banner is gone',
      () => page.getByText('The machine is away.').count(),
      (count) => count === 0,
    );
    expect(await hand.cards()).toBe(16);
    await hand.press('ControlOrMeta+z');
    expect(await hand.cards()).toBe(17);
    await page.context().close();
  });

  test('the engine is killed while it trains: the training goes on by itself', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openVae();
    await hand.press('ControlOrMeta+Enter');
    await hand.trainUntil(20);
    const engine = childrenOf(ground.studio.pid).find(({ command }) => command.includes('engine.js'));
    expect(engine).toBeDefined();
    process.kill(engine!.pid, 'SIGKILL');
    await eventually(
      'there is a new engine',
      async () =>
        childrenOf(ground.studio.pid)
          .filter(({ command }) => command.includes('engine.js'))
          .map(({ pid }) => pid),
      (pids) => pids.length > 0 && !pids.includes(engine!.pid),
    );
    const at = await hand.step();
    await hand.trainUntil(at + 20);
    await hand.press('ControlOrMeta+Shift+.');
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  test('nothing that axe finds at home and in the studio', async () => {
    const { page } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await page.getByText('Start here').waitFor();
    expect(await violations(page)).toEqual([]);
    await hand.openVae();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

/** Folders of runs anywhere below a workspace. */
function runFolders(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'metrics.jsonl')
    .map((name) => path.join(folder, path.dirname(name)));
}

/** Processes that another one started. */
function childrenOf(pid: number): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        if (parent !== pid) return [];
        return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
      } catch {
        return [];
      }
    });
}
