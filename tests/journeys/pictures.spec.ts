// Takes the picture of README from the running app: `npm run pictures`.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../main/projects/root.ts';
import { browserFile, openBrowser, openPage } from './browser.ts';
import { Hand } from './hand.ts';
import { StudioProcess } from './studio.ts';

const PICTURES = path.join(projectRoot(), 'renderer', 'pictures');

test.skipIf(!process.env.GENLOOM_PICTURES || !browserFile)(
  'the studio while a model trains',
  { timeout: 300_000 },
  async () => {
    const [studio, browser] = await Promise.all([StudioProcess.start(), openBrowser()]);
    try {
      const { page, mistakes } = await openPage(browser, studio.address, {
        size: { width: 1680, height: 1050 },
      });
      const hand = new Hand(page);
      await hand.openVae();
      await hand.press('ControlOrMeta+Enter');
      await hand.trainUntil(1200);
      await hand.select('negative-elbo');
      await hand.press('ControlOrMeta+1');
      await hand.trainUntil(1500);
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: path.join(PICTURES, 'studio.png') });
      expect(mistakes).toEqual([]);
    } finally {
      await browser.close();
      await studio.close();
    }
  },
);
