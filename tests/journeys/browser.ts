import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';

/** What the test command found; a person may name another. Where there is none, the journeys tell why. */
export const browserFile = process.env.GENLOOM_CHROMIUM;

/** WebGL where there is no GPU, by imitating one: everything is drawn through it then, many times as slowly as without. */
const IMITATED_GPU = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** @param imitateGpu whether there shall be WebGL whatever the machine; else Chromium draws as it does for people here */
export const openBrowser = ({ imitateGpu = true } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: browserFile!,
    // Root may use no sandbox.
    args: ['--no-sandbox', '--force-color-profile=srgb', ...(imitateGpu ? IMITATED_GPU : [])],
  });

export interface PageOptions {
  readonly language?: 'en' | 'ko';
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
}

/** Everything that a page must not do. */
export interface Watched {
  readonly page: Page;
  /** Console errors and exceptions, in order. */
  readonly mistakes: string[];
}

/** A page that notes every error of its console. */
export async function openPage(
  browser: Browser,
  address: string,
  { language = 'en', theme = 'light', size = { width: 1440, height: 900 } }: PageOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    colorScheme: theme,
  });
  const page = await context.newPage();
  const mistakes: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') mistakes.push(message.text());
  });
  page.on('pageerror', (error) => mistakes.push(String(error)));
  await page.goto(address);
  return { page, mistakes };
}

/** Accessibility rules that the page breaks, as sentences. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // React Flow's attribution is not ours to change.
    .exclude('.react-flow__attribution')
    .analyze();
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join('; ')})`,
  );
}
