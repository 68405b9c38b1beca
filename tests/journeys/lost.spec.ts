// The machine dies while a model trains, and two windows want one project: nothing is lost, and nothing is overwritten.
import path from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { eventually, Hand } from './hand.ts';
import { inStudio } from './in-studio.ts';
import { StudioProcess } from './studio.ts';

inStudio('what is not lost', (ground) => {
  test('the server is killed while it trains: the run goes on from its last checkpoint', async () => {
    const { page } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openVae();
    await hand.press('ControlOrMeta+Enter');
    await hand.trainUntil(30);
    await ground.studio.kill();
    await page.getByText('The machine is away.').first().waitFor();
    const at = await hand.step();
    await ground.studio.restart();
    await page.getByText('The machine is away.').first().waitFor({ state: 'detached' });
    await hand.show('Runs');
    const runs = page.getByRole('tabpanel');
    await runs.getByText(/Run 1/).first().waitFor();
    await runs.getByRole('button', { name: /go on/i }).first().click();
    await hand.trainUntil(at + 10);
    await hand.press('ControlOrMeta+.');
    await page.getByText('Paused').first().waitFor();
    // It is one run, not two.
    expect(await runs.getByText(/^Run \d+/).count()).toBe(1);
    await page.context().close();
  });

  test('a second Genloom on one folder is told; after the first was killed it opens', async () => {
    const { folder } = ground.studio;
    // With a cache of its own it does not know of the first one's address.
    const elsewhere = { XDG_CACHE_HOME: path.join(folder, 'cache') };
    const first = ground.studio.pid;
    await expect(StudioProcess.start(elsewhere, folder)).rejects.toThrow(
      `The projects in ${folder} are open in another Genloom (process ${first}`,
    );
    await ground.studio.kill();
    await ground.studio.restart();
    expect(ground.studio.pid).not.toBe(first);
  });

  test('two windows with two projects: the engine goes to the one where somebody does something', async () => {
    const [first, second] = [
      await openPage(ground.browser, ground.studio.address),
      await openPage(ground.browser, ground.studio.address),
    ];
    const [hand, other] = [new Hand(first.page), new Hand(second.page)];
    await hand.openTrained('Conditional VAE on digits');
    const samples = hand.tile('Samples').locator('canvas');
    const drawn = await hand.pixelsOf(samples);
    await other.openTrained('VAE on digits');
    // Everything is looked at, undisturbed, and the first window keeps what it saw.
    for (const view of ['Latent manifold', 'Samples', 'Latent map', 'Image pairs'])
      await other.tile(view).getByText('shipped weights').waitFor();
    expect(await hand.pixelsOf(samples)).toBe(drawn);
    await hand.tile('Samples').getByText('shipped weights').waitFor();
    await hand.select('class');
    const again = hand.tile('Drawn samples');
    await eventually(
      'the first project has the engine again',
      async () => {
        await hand.press('ControlOrMeta+g');
        return again.getByText(/^seed/).count();
      },
      (count) => count === 1,
    );
    expect([...first.mistakes, ...second.mistakes]).toEqual([]);
    await Promise.all([first.page.context().close(), second.page.context().close()]);
  });

  test('a second window looks on, and may take over; the first one then looks on', async () => {
    const first = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(first.page);
    await hand.openVae();
    await hand.select('kl');
    await hand.press('Delete');
    await eventually(
      'the edit is kept',
      () => first.page.getByText('Kept', { exact: true }).count(),
      (count) => count > 0,
    );
    const second = await openPage(ground.browser, ground.studio.address);
    const other = new Hand(second.page);
    await second.page.getByRole('region', { name: 'Continue' }).getByText('VAE on digits').first().click();
    await other.card('encode').waitFor();
    await second.page.getByText('Another window').first().waitFor();
    expect(await other.cards()).toBe(16);
    await other.select('elbo');
    await other.press('Delete');
    expect(await other.cards()).toBe(16);
    await second.page.getByRole('button', { name: 'Take over' }).click();
    await first.page.getByText('Another window').first().waitFor();
    await other.select('elbo');
    await other.press('Delete');
    await eventually(
      'the first window sees it',
      () => hand.cards(),
      (count) => count === 15,
    );
    await hand.select('map');
    await hand.press('Delete');
    expect(await hand.cards()).toBe(15);
    expect([...first.mistakes, ...second.mistakes]).toEqual([]);
    await Promise.all([first.page.context().close(), second.page.context().close()]);
  });
});
