// Every screen in both languages and both themes: no error in the console, nothing that axe finds.
import { expect, test } from 'vitest';
import { openPage, violations } from './browser.ts';
import { Hand } from './hand.ts';
import { inStudio } from './in-studio.ts';

const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'ko', theme: 'dark' },
  { language: 'en', theme: 'dark' },
  { language: 'ko', theme: 'light' },
] as const;

inStudio(
  'every screen',
  (ground) => {
    test.each(LOOKS)('in %o', async (look) => {
      const { page, mistakes } = await openPage(ground.browser, ground.studio.address, look);
      const hand = new Hand(page);
      const found: string[] = [];
      const check = async (screen: string) => {
        for (const violation of await violations(page)) found.push(`${screen}: ${violation}`);
      };
      await page.getByText(look.language === 'ko' ? '여기서 시작하세요' : 'Start here').waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(look.language);
      await check('home');
      await hand.openVae();
      await check('studio');
      await hand.select('optimizer');
      for (let tab = 1; tab <= 5; tab++) {
        await hand.press(`ControlOrMeta+${tab}`);
        await page.locator('[role=tabpanel]:visible').last().waitFor();
        await check(`tab ${tab} of the dock, a node in the inspector`);
      }
      for (const [dialog, keys] of [
        ['search', 'ControlOrMeta+k'],
        ['export', 'ControlOrMeta+Shift+e'],
        ['save as', 'ControlOrMeta+Shift+s'],
        ['shortcuts', 'ControlOrMeta+/'],
      ] as const) {
        await hand.press(keys);
        await page.getByRole('dialog').waitFor();
        await check(dialog);
        await hand.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      expect(found).toEqual([]);
      expect(mistakes).toEqual([]);
      await page.context().close();
    });
  },
  600_000,
);
