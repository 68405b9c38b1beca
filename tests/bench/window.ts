import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';

import { projectRoot } from '../../main/projects/root.ts';
import { writeDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { largeBoard } from '../documents-large.ts';
import { openBrowser } from '../journeys/browser.ts';
import { StudioProcess } from '../journeys/studio.ts';

/** Milliseconds between frames of the window while something goes on. */
export interface Frames {
  readonly median: number;
  readonly ninetyFifth: number;
  readonly longest: number;
  readonly count: number;
}

/** Frames, and what each of them took: other work on the machine makes frames late, but moves these hardly. */
export interface DrawnFrames extends Frames {
  /** Processor time of the window's main thread, per frame. */
  readonly own: number;
  /** Processor time of the browser's process that draws, per frame: where there is no GPU, it does the GPU's work too. */
  readonly drawing: number;
}

/** What the window takes, measured in a real Chromium that knows nothing yet. Times in milliseconds, one a try. */
export interface WindowReport {
  readonly browser: string;
  /** What draws the window: a GPU by its name, or software. */
  readonly drawnBy: string;
  /** From the address to the first thing that is seen. */
  readonly firstPaint: readonly number[];
  /** From the click on a template to its cards with their shapes. */
  readonly templateOpen: readonly number[];
  /** The same in a second window, where the browser has all scripts. */
  readonly openAgain: readonly number[];
  /** Processor time of the window's main thread in these, which other work on the machine moves less. */
  readonly own: Readonly<Record<'firstPaint' | 'templateOpen' | 'openAgain' | 'edit', readonly number[]>>;
  /** From an edit of a board of 300 nodes to its shapes, and to all of its problems. */
  readonly shapes: readonly number[];
  readonly problems: readonly number[];
  /** From the key that edits it to the frame on the screen that shows the edit, as the browser itself tells, to 8 ms. */
  readonly painted: readonly number[];
  /** In how many of these frames the shapes were already those after the edit. */
  readonly shapesInFrame: number;
  /** Bytes that come before anything is seen: scripts and styles, compressed. */
  readonly firstScripts: number;
  /** Moving over a board of 300 nodes. */
  readonly panning: DrawnFrames;
  /** Training with all views of the template on the screen. */
  readonly training: DrawnFrames;
}

const NODES = 300;
const TEMPLATE = 'VAE on digits';
/** Milliseconds that anything may take before the bench gives up. */
const PATIENCE = 120_000;

export async function measureWindow(quick: boolean): Promise<WindowReport> {
  const [studio, browser] = await Promise.all([StudioProcess.start(), openBrowser({ imitateGpu: false })]);
  try {
    const tries = quick ? 1 : 5;
    const cold: Opened[] = [];
    const warm: Opened[] = [];
    for (let i = 0; i < tries; i++) {
      const page = await openPage(browser, studio);
      cold.push(await openTemplate(page));
      const second = await page.context().newPage();
      await second.goto(studio.address);
      warm.push(await openTemplate(second));
      await page.context().close();
    }
    const { edits, panning } = await editLarge(browser, studio, quick ? 2 : 10);
    return {
      browser: browser.version(),
      drawnBy: await drawnBy(browser),
      firstPaint: cold.map(({ paint }) => paint),
      templateOpen: cold.map(({ open }) => open),
      openAgain: warm.map(({ open }) => open),
      own: {
        firstPaint: cold.map(({ ownPaint }) => ownPaint),
        templateOpen: cold.map(({ ownOpen }) => ownOpen),
        openAgain: warm.map(({ ownOpen }) => ownOpen),
        edit: edits.map(({ own }) => own),
      },
      shapes: edits.map(({ shapes }) => shapes),
      problems: edits.map(({ problems }) => problems),
      painted: edits.map(({ painted }) => painted),
      shapesInFrame: edits.filter(({ inFrame }) => inFrame).length,
      firstScripts: firstScripts(),
      panning,
      training: await trainWatched(browser, studio, quick ? 2000 : 8000),
    };
  } finally {
    await browser.close();
    await studio.close();
  }
}

/** A page in a browser that has nothing of it in its cache. */
async function openPage(browser: Browser, { address }: StudioProcess): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(address);
  return page;
}

/** What runs in the page is text: this folder knows no DOM. */
const evaluate = <T>(page: Page, script: string): Promise<T> => page.evaluate(script) as Promise<T>;

/** Waits for something that the page can tell; its policy forbids to hand it a function of ours. */
const until = (page: Page, condition: string): Promise<unknown> =>
  evaluate(
    page,
    `new Promise((resolve) => { const look = () => (${condition}) ? resolve(0) : setTimeout(look, 20); look(); })`,
  );

type Opened = Awaited<ReturnType<typeof openTemplate>>;

async function openTemplate(page: Page) {
  const own = await ownTime(page);
  const card = page.getByRole('main').getByText(TEMPLATE, { exact: true }).first();
  await card.waitFor();
  const painted = `performance.getEntriesByName('first-contentful-paint')[0]`;
  await until(page, painted);
  const paint = await evaluate<number>(page, `${painted}.startTime`);
  const ownPaint = await own();
  await evaluate(
    page,
    `window.opened = new Promise((resolve) => addEventListener('click', () => {
      const begun = performance.now();
      const look = () => {
        const there = document.querySelector('.react-flow__node') && performance.getEntriesByName('shapes').length > 0;
        if (there) requestAnimationFrame(() => resolve(performance.now() - begun));
        else requestAnimationFrame(look);
      };
      look();
    }, { capture: true, once: true })), 0`,
  );
  const before = await own();
  await card.click();
  const open = await evaluate<number>(page, 'window.opened');
  const ownOpen = (await own()) - before;
  return { paint, open, ownPaint, ownOpen };
}

/** Tells how many milliseconds of a processor the page's main thread has had since it began. */
async function ownTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
}

/** Which hardware or software draws what the browser shows. */
async function drawnBy(browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  const { gpu } = await session.send('SystemInfo.getInfo');
  const { gpu_compositing: how } = (gpu.featureStatus ?? {}) as Record<string, string>;
  return how === 'enabled' ? String(gpu.auxAttributes?.['glRenderer']) : 'software, without a GPU';
}

/** Tells how many milliseconds of processors the process has had that draws. */
async function drawingTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return 1000 * (processInfo.find(({ type }) => type === 'GPU')?.cpuTime ?? 0);
  };
}

/** The large board with places, as a person would have laid it out. */
function laidOut(nodes: number): GraphDocument {
  const document = largeBoard(nodes);
  const across = 20;
  Object.values(document.board.nodes).forEach((node, i) => {
    node.position = { x: 300 * (i % across), y: 360 * Math.floor(i / across) };
  });
  return document;
}

/** What a page tells of its last edit. */
interface Edited {
  readonly shapes: number;
  readonly problems: number;
  readonly painted: number;
  readonly inFrame: boolean;
}

async function editLarge(browser: Browser, studio: StudioProcess, edits: number) {
  const page = await openPage(browser, studio);
  await page.getByRole('main').getByText(TEMPLATE, { exact: true }).first().waitFor();
  const files = await page.evaluateHandle(
    `(() => { const files = new DataTransfer(); files.items.add(new File([${JSON.stringify(writeDocument(laidOut(NODES)))}], 'large.genloom')); return files; })()`,
  );
  for (const deed of ['dragover', 'drop']) await page.dispatchEvent('body', deed, { dataTransfer: files });
  const node = page.locator('.react-flow__node[data-id="map-3"]');
  await node.waitFor();
  await settled(page);
  await node.click({ position: { x: 5, y: 3 }, force: true });
  const own = await ownTime(page);
  await evaluate(
    page,
    `new PerformanceObserver((list) => { for (const one of list.getEntries()) if (one.name === 'keydown') window.lastKey = one; }).observe({ type: 'event', durationThreshold: 16 })`,
  );
  const times: (Edited & { readonly own: number })[] = [];
  for (let edit = 0; edit < edits; edit++) {
    await evaluate(page, 'performance.clearMeasures(), 0');
    const before = await own();
    await page.keyboard.press(edit % 2 === 0 ? 'Delete' : 'ControlOrMeta+z');
    await settled(page);
    const told = await evaluate<Edited>(
      page,
      `(() => {
        const last = (name) => performance.getEntriesByName(name).at(-1);
        const { startTime, duration: painted } = window.lastKey;
        const shapes = last('shapes');
        const inFrame = shapes.startTime + shapes.duration < startTime + painted;
        return { shapes: shapes.duration, problems: last('problems').duration, painted, inFrame };
      })()`,
    );
    times.push({ ...told, own: (await own()) - before });
  }
  const panning = await framesWhile(page, async () => {
    await page.mouse.move(700, 400);
    await page.mouse.down({ button: 'middle' });
    for (let i = 0; i < 30; i++) await page.mouse.move(700 - 8 * i, 400 + 4 * Math.sin(i) * i);
    await page.mouse.up({ button: 'middle' });
  });
  await page.context().close();
  return { edits: times, panning };
}

/** Shapes and problems of the last edit are there, and nothing is on its way. */
async function settled(page: Page): Promise<void> {
  await until(page, `performance.getEntriesByName('problems').length > 0`);
  await page.waitForTimeout(300);
}

async function trainWatched(browser: Browser, studio: StudioProcess, duration: number): Promise<DrawnFrames> {
  const page = await openPage(browser, studio);
  await page.getByRole('main').getByText(TEMPLATE, { exact: true }).first().click();
  await page.locator('.react-flow__node[data-id="encode"]').waitFor();
  await page.getByRole('tab', { name: /^Views/ }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  // Under way: ten steps and more are told.
  await page
    .getByRole('group', { name: 'Training' })
    .getByText(/^\d{2,}[\d,]* \/ /)
    .first()
    .waitFor();
  const frames = await framesWhile(page, () => page.waitForTimeout(duration));
  await page.keyboard.press('ControlOrMeta+Shift+.');
  await page.context().close();
  return frames;
}

/** Times between the frames that a page draws meanwhile. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<DrawnFrames> {
  const spent = await Promise.all([ownTime(page), drawingTime(page)]);
  const before = await Promise.all(spent.map((time) => time()));
  await evaluate(
    page,
    `(() => { const times = (window.frameTimes = []); let last = performance.now(); const next = (now) => { times.push(now - last); last = now; window.counting = requestAnimationFrame(next); }; window.counting = requestAnimationFrame(next); })()`,
  );
  await work();
  const times = await evaluate<number[]>(
    page,
    `(cancelAnimationFrame(window.counting), window.frameTimes.slice(1))`,
  );
  const after = await Promise.all(spent.map((time) => time()));
  const [own, drawing] = after.map((time, i) => (time - before[i]!) / times.length) as [number, number];
  return { ...framesOf(times), own, drawing };
}

/** @param times between frames, in milliseconds */
export function framesOf(times: readonly number[]): Frames {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { median: at(0.5), ninetyFifth: at(0.95), longest: at(1), count: sorted.length };
}

/** Compressed bytes of all that the page names: what is fetched before anything of it runs. */
function firstScripts(): number {
  const folder = path.join(projectRoot(), 'out', 'window');
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file]) => file!,
  );
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0);
}
