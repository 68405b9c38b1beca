// What a person asks a trained model for: a class, a picture, a region to be made anew. What it answers follows, and goes back with
// an undo.
import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { eventually, Hand } from './hand.ts';
import { inStudio } from './in-studio.ts';

inStudio('a trained model is asked', (ground) => {
  test('another class on its card: the samples follow, from the same latents', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openTrained('Conditional VAE on digits');
    await hand.goTo('Class');
    await hand.press('ControlOrMeta+g');
    const samples = hand.tile('Drawn samples');
    await samples.getByText('seed 1').waitFor();
    const picture = samples.locator('canvas');
    const all = await hand.pixelsOf(picture);
    const three = hand.card('class').getByRole('button', { name: '3', exact: true });
    await three.click();
    await eventually(
      'other samples are drawn',
      () => hand.pixelsOf(picture),
      (now) => now !== all,
    );
    await samples.getByText('seed 1').waitFor();
    await hand.press('ControlOrMeta+z');
    await eventually(
      'the former samples are back',
      () => hand.pixelsOf(picture),
      (now) => now === all,
    );
    expect(await three.getAttribute('aria-pressed')).toBe('false');
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  test('what is this? A picture is drawn, and the model tells what it sees', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openTrained('Captions from pictures');
    await hand.goTo('Picture');
    await hand.press('ControlOrMeta+g');
    const samples = hand.tile('Drawn samples');
    // Until it is over, the words come one by one.
    await samples.getByText('seed 1').waitFor();
    const caption = samples.getByRole('listitem');
    const ofNothing = await caption.textContent();
    const pad = hand.card('picture').getByRole('application');
    await pad.waitFor();
    await hand.draw(pad, filledSquare(0.08, 0.41));
    await caption.getByText(/large white square at the top left/).waitFor();
    await hand.press('ControlOrMeta+z');
    await eventually(
      'the model tells of the empty picture again',
      () => caption.textContent(),
      (told) => told === ofNothing,
    );
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  test('a region is drawn: it is made anew from a prompt, and the rest is kept', async () => {
    const { page, mistakes } = await openPage(ground.browser, ground.studio.address);
    const hand = new Hand(page);
    await hand.openTrained('Text to image');
    // What is not on the screen is looked at later.
    await hand.press('ControlOrMeta+j');
    const pairs = hand.card('painted-pairs').locator('canvas');
    const pixels = async () => {
      await hand.goTo('Left half from a prompt');
      return hand.pixelsOf(pairs);
    };
    const leftHalf = await pixels();
    await hand.goTo('What is made anew');
    const region = page.getByRole('region', { name: 'Inspector' }).getByRole('combobox', { name: 'Region' });
    await region.click();
    await page.getByRole('option', { name: 'drawn' }).click();
    await region.filter({ hasText: 'drawn' }).waitFor();
    await eventually('nothing is made anew', pixels, (now) => now !== leftHalf);
    const nothing = await pixels();
    await hand.goTo('What is made anew');
    await hand.draw(hand.card('region').getByRole('application'), filledSquare(0.1, 0.9));
    await eventually('what was drawn over is made anew', pixels, (now) => now !== nothing);
    await hand.press('ControlOrMeta+z');
    await eventually('all is kept again', pixels, (now) => now === nothing);
    expect(mistakes).toEqual([]);
    await page.context().close();
  });
});

/** A stroke that goes to and fro until a square is full. */
const filledSquare = (from: number, to: number): readonly (readonly [number, number])[] =>
  Array.from({ length: Math.ceil((to - from) / 0.03) + 1 }, (_, row) => {
    const down = from + 0.03 * row;
    return row % 2 === 0
      ? ([
          [from, down],
          [to, down],
        ] as const)
      : ([
          [to, down],
          [from, down],
        ] as const);
  }).flat();
