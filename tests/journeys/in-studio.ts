import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { browserFile, openBrowser } from './browser.ts';
import { StudioProcess } from './studio.ts';

/** A journey takes as long as a person would give it (ms); other tests may run beside it. */
const JOURNEY = 400_000;

/** What journeys go through; there once their tests run. */
export interface Ground {
  readonly studio: StudioProcess;
  readonly browser: Browser;
}

/** Journeys through one studio with projects of its own, in one browser; skipped where there is no browser. */
export function inStudio(name: string, journeys: (ground: Ground) => void, timeout = JOURNEY): void {
  describe.skipIf(!browserFile)(name, { timeout }, () => {
    let studio: StudioProcess | undefined;
    let browser: Browser | undefined;

    beforeAll(async () => {
      [studio, browser] = await Promise.all([StudioProcess.start(), openBrowser()]);
    });
    afterAll(async () => {
      await browser?.close();
      await studio?.close();
    });

    journeys({
      get studio() {
        return studio!;
      },
      get browser() {
        return browser!;
      },
    });
  });
}
