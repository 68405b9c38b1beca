// What goes wrong in a person's hands is said in a sentence, and nothing is lost.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { openPage } from './browser.ts';
import { eventually, Hand } from './hand.ts';
import { inStudio } from './in-studio.ts';

inStudio('mistakes', (ground) => {
  test('a wire that cannot be is refused where it hangs; a missing one is told, found and mended', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openVae();
    // The canvas alone is large enough for ports.
    await hand.press('ControlOrMeta+j');
    await hand.press('Shift+1');
    const wires = await hand.wires();

    const refusal = page.locator('.wire-refusal');
    // A network is no number: the wire does not hold.
    await hand.pull(hand.port('encode', 'block'), hand.port('kl', 'mean'), async () => {
      await refusal.waitFor();
      expect(await refusal.textContent()).toContain('the network itself');
    });
    await hand.hasWires(wires);
    // Numbers of another shape: it says what would break; who lets go all the same finds it at the port.
    await hand.pull(hand.port('digits', 'label'), hand.port('kl', 'mean'), async () => {
      await refusal.waitFor();
      expect(await refusal.textContent()).toContain('need the same shape');
    });
    await page.getByRole('button', { name: /^[1-9]\d* problem/ }).waitFor();
    await hand.press('ControlOrMeta+z');
    await page.getByText('No problems').first().waitFor();
    await hand.hasWires(wires);

    await hand.select('kl');
    await hand.press('Delete');
    const count = page.getByRole('button', { name: /^1 problem/ });
    await count.click();
    await page
      .getByRole('tabpanel')
      .getByText(/'KL divergence per example'/)
      .first()
      .click();
    await hand.card('elbo').and(page.locator('.selected')).waitFor();
    await hand.press('ControlOrMeta+z');
    await page.getByText('No problems').first().waitFor();
    await hand.hasWires(wires);
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  test('a broken file, a newer file and a picture are told; the project stays', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openVae();
    const says = async (sentence: RegExp) => {
      await page.getByText(sentence).first().waitFor();
      expect(await hand.cards()).toBe(17);
    };
    await hand.drop('broken.genloom', '{ "board": ');
    await says(/broken\.genloom.*(JSON|read)/);
    const newer = readDocument(readTemplateText('vae-digits'), 'vae-digits');
    await hand.drop('newer.genloom', JSON.stringify({ ...newer, version: 999 }));
    await says(/newer\.genloom.*newer/i);
    await hand.drop('cat.png', '\u0089PNG');
    await says(/cat\.png/);
    // A good one opens as a project of its own, and the one that was open is there still.
    await hand.drop('good.genloom', readTemplateText('gaussian-mixture'));
    await page.getByText('good', { exact: true }).first().waitFor();
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  test('every edit is undone and done again', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openVae();
    const kept = () => newestDraft(ground.studio.folder);
    // 1. a node from the palette, one deed after the other
    await page.getByRole('searchbox', { name: 'Search nodes' }).fill('gaussian noise');
    await hand.press('Enter');
    await eventually(
      'a card is born',
      () => hand.cards(),
      (count) => count === 18,
    );
    // 2. a copy of it, 3. a dial, 4. a card and its wires gone, 5. tidy
    await page.locator('.react-flow__pane').click({ position: { x: 5, y: 200 } });
    await hand.select('kl');
    await hand.press('ControlOrMeta+d');
    await hand.select('optimizer');
    const rate = page.getByRole('region', { name: 'Inspector' }).getByLabel('Learning rate', { exact: true });
    await rate.fill('0.003');
    await rate.press('Enter');
    await hand.select('pairs');
    await hand.press('Delete');
    await eventually('the draft has all of it', kept, (document) => {
      const { nodes } = document!.board;
      return (
        Object.keys(nodes).length === 18 &&
        nodes['pairs'] === undefined &&
        nodes['optimizer']?.dials?.['learningRate'] === 0.003
      );
    });
    const untidy = await kept();
    await hand.press('ControlOrMeta+Shift+l');
    // Tidying reckons for a while.
    await eventually('the draft is tidy', kept, (document) => !sameGraph(document!, untidy!));
    const after = await kept();
    // What is selected is no edit; five of them were made.
    for (let deed = 0; deed < 5; deed++) await hand.press('ControlOrMeta+z');
    const template = readDocument(readTemplateText('vae-digits'), 'vae-digits');
    await eventually('the draft is the template again', kept, (document) => sameGraph(document!, template));
    expect(await page.getByRole('button', { name: 'Undo' }).first().isDisabled()).toBe(true);
    for (let deed = 0; deed < 5; deed++) await hand.press('ControlOrMeta+Shift+z');
    await eventually('the draft is as it was', kept, (document) => sameGraph(document!, after!));
    expect(mistakes).toEqual([]);
    await page.context().close();
  });
});

const readTemplateText = (name: string): string =>
  readFileSync(new URL(`../../templates/${name}/document.genloom`, import.meta.url), 'utf8');

/** Graphs are the same where their nodes, wires and places are. */
const sameGraph = (a: GraphDocument, b: GraphDocument): boolean =>
  JSON.stringify([a.board, a.designs]) === JSON.stringify([b.board, b.designs]);

/** What was written last of a draft below a workspace. */
async function newestDraft(folder: string): Promise<GraphDocument | null> {
  const drafts = path.join(folder, '.genloom', 'drafts');
  const [newest] = readdirSync(drafts, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.genloom'))
    .map((name) => path.join(drafts, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return newest === undefined ? null : readDocument(readFileSync(newest, 'utf8'), newest);
}
