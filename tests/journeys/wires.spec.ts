// What a hand does to wires: choose, watch, let go, move an end, cut.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { atRest, eventually, Hand } from './hand.ts';
import { inStudio } from './in-studio.ts';

const wire = (page: Page, id: string): Locator => page.locator(`.react-flow__edge[data-id="${id}"]`);

/** A point of the screen where the wire lies and nothing over it. */
async function pointOn(drawn: Locator): Promise<{ x: number; y: number }> {
  return drawn.locator('.wire').evaluate((element) => {
    const path = element as SVGPathElement;
    const [length, toScreen] = [path.getTotalLength(), path.getScreenCTM()!];
    for (let i = 1; i < 100; i++) {
      const { x, y } = path.getPointAtLength((i / 100) * length).matrixTransform(toScreen);
      const seen = document.elementFromPoint(x, y)?.closest('.react-flow__edge');
      if (seen === path.parentElement && !document.elementFromPoint(x, y)!.matches('.wire-end'))
        return { x, y };
    }
    throw new Error('The wire is hidden.');
  });
}

async function clickOn(page: Page, drawn: Locator, add = false): Promise<void> {
  const { x, y } = JSON.parse(await atRest('the wire', async () => JSON.stringify(await pointOn(drawn)))) as {
    x: number;
    y: number;
  };
  if (add) await page.keyboard.down('Shift');
  await page.mouse.click(x, y);
  if (add) await page.keyboard.up('Shift');
}

inStudio('wires', (ground) => {
  test('are chosen, watched and let go by pointer and keyboard; an end is moved, and cut where nothing is', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openVae();
    const chosen = page.locator('.react-flow__edge.selected');
    const chosenAre = (...ids: string[]) =>
      eventually(
        `${ids.join(' and ') || 'no wire'} is chosen`,
        () => chosen.evaluateAll((all) => all.map((one) => one.getAttribute('data-id'))),
        (now) => now.length === ids.length && ids.every((id) => now.includes(id)),
      );
    const [mean, spread] = ['encode.mean>kl.mean', 'encode.logVariance>kl.logVariance'] as const;
    await wire(page, mean).waitFor();
    await hand.select('digits');
    await clickOn(page, wire(page, mean));
    await chosenAre(mean);
    expect(await page.locator('.react-flow__node.selected').count()).toBe(0);
    await page.getByRole('group', { name: 'Inspector' }).getByRole('heading', { name: 'Wire' }).waitFor();
    await clickOn(page, wire(page, spread), true);
    await chosenAre(mean, spread);
    // Again, it is watched: a pin lies on it.
    await clickOn(page, wire(page, mean));
    await wire(page, mean).locator('.wire-pin').waitFor();
    await chosenAre(mean);
    await hand.select('digits');
    await chosenAre();

    await wire(page, spread).focus();
    expect(await wire(page, spread).getAttribute('aria-label')).toMatch(/^Wire from .+ to .+/);
    await hand.press('Enter');
    await chosenAre(spread);
    await hand.press('Escape');
    await chosenAre();
    await clickOn(page, wire(page, spread));
    await chosenAre(spread);
    // A click on the empty canvas lets everything go.
    const { x, y, width } = (await page.locator('.react-flow__pane').boundingBox())!;
    await page.mouse.click(x + width / 2, y + 6);
    await chosenAre();

    const wires = await hand.wires();
    const end = wire(page, mean).locator('.wire-end');
    await hand.pull(end, hand.port('reparameterize', 'logVariance'));
    await eventually(
      'the wire ends at the other port',
      () => wire(page, 'encode.mean>reparameterize.logVariance').count(),
      (count) => count === 1,
    );
    expect(await wire(page, mean).count()).toBe(0);
    await hand.press('ControlOrMeta+z');
    await hand.hasWires(wires);

    const at = (await end.boundingBox())!;
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + 6, { steps: 8 });
    await page.mouse.up();
    await hand.hasWires(wires - 1);
    await hand.press('Escape');
    await hand.press('ControlOrMeta+z');
    await hand.hasWires(wires);
    expect(mistakes).toEqual([]);
    await page.context().close();
  });
});
