// The scripts that a project needs and home does not: which they are, and when they are fetched.
import { lazily, loadTheRest, once } from '../parts/lazily.ts';
import { fetchThumbnails, useGallery } from '../state/gallery.ts';
import { useProject, whileOpening } from '../state/project.ts';
import { loadAllCommands } from './all-commands.ts';

const commands = once(loadAllCommands);
/** Not by the studio itself: its worker begins while the rest is fetched, and shapes are asked for before anything is drawn. */
const describing = once(async () => (await import('../shapes/description.ts')).keepDescribed());
const symbolFont = async () => (await import('../canvas/symbol.tsx')).fetchSymbolFont();

/** The canvas with its docks. */
export const Studio = lazily(async () => {
  symbolFont().catch(() => undefined);
  return (await Promise.all([import('./studio.tsx'), describing(), commands()]))[0].Studio;
});
export const TrainControls = lazily(
  async () => (await Promise.all([import('../run/train-controls.tsx'), commands()]))[0].TrainControls,
);
export const ProjectStatus = lazily(async () => (await import('./project-status.tsx')).ProjectStatus);

const fetchNeeded = () => Promise.all([Studio, TrainControls, ProjectStatus].map(({ load }) => load()));
const fetchDocks = async () => (await import('./docks.tsx')).fetchDocks();

/** Milliseconds that home is given to be seen, that docks are given to come, and that a project is given to come to rest at most. */
const HOME = 400;
const DOCKS = 100;
const REST = 2000;

/**
 * Fetches the scripts of a project as soon as home is seen, what is needed first first, and those that are still missing when one
 * is opened; while one is being opened nothing else is fetched. Home's pictures below the screen come last,
 * and not while a project is open.
 * @returns ends it
 */
export function fetchAhead(): () => void {
  let ended = false;
  let openedAt = -Infinity;
  const quiet = async () => {
    while (useProject.getState().opening || (performance.now() < openedAt + REST && !(await isChecked())))
      await idle();
    // Once at rest, the others follow at once: sooner, that is, than a person does anything.
    openedAt = -Infinity;
  };
  const stop = useProject.subscribe(({ open }, before) => {
    if (open?.project !== before.open?.project) openedAt = performance.now();
  });
  // Home stays until the script is there: in its place nothing would be seen but the form of a studio.
  whileOpening(async () => {
    await fetchNeeded();
    // The docks come when the canvas stands; their scripts are on their way until then.
    fetchDocks().catch(() => undefined);
  });
  void (async () => {
    await homeSeen();
    await idle();
    for (const fetch of [fetchNeeded, fetchDocks]) {
      if (ended) return;
      await fetch().catch(() => undefined);
    }
    await loadTheRest(quiet);
    await fetchThumbnails(async () => {
      await quiet();
      await atHome();
    });
  })();
  return () => {
    ended = true;
    stop();
  };
}

/** Whether everything that is wrong with the open project is known, and the docks had their time: then it is at rest. */
async function isChecked(): Promise<boolean> {
  if (useProject.getState().open === null) return true;
  const { useDescription } = await import('../shapes/description.ts');
  if (!useDescription.getState().checked) return false;
  await new Promise((resolve) => setTimeout(resolve, DOCKS));
  return true;
}

/** Resolves when the gallery has come, or takes its time. */
const homeSeen = (): Promise<void> =>
  new Promise((resolve) => {
    const seen = () => {
      stop();
      clearTimeout(late);
      resolve();
    };
    const late = setTimeout(seen, HOME);
    const stop = useGallery.subscribe(({ gallery, failed }) => {
      if (gallery ?? failed) seen();
    });
  });

/** Resolves when no project is open. */
const atHome = (): Promise<void> =>
  new Promise((resolve) => {
    if (useProject.getState().open === null) return resolve();
    const stop = useProject.subscribe(({ open }) => {
      if (open !== null) return;
      stop();
      resolve();
    });
  });

/** Resolves when the browser has nothing else to do; where it does not tell, a little later. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, 50);
    else requestIdleCallback(() => resolve(), { timeout: 500 });
  });
