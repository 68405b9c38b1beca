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

/** Milliseconds that home is given to be seen, and that a project is given to come to rest. */
const HOME = 400;
const REST = 800;

/**
 * Fetches the scripts of a project as soon as home is seen, what is needed first first, and those that are still missing when one
 * is opened; while one is being opened nothing else is fetched. Home's pictures below the screen come in between.
 * @returns ends it
 */
export function fetchAhead(): () => void {
  let ended = false;
  let restsAt = 0;
  const quiet = async () => {
    do await idle();
    while (useProject.getState().opening || performance.now() < restsAt);
  };
  const stop = useProject.subscribe(({ open, opening }, before) => {
    if (open !== before.open || opening !== before.opening) restsAt = performance.now() + REST;
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
    await fetchThumbnails(quiet);
    await loadTheRest(quiet);
  })();
  return () => {
    ended = true;
    stop();
  };
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

/** Resolves when the browser has nothing else to do; where it does not tell, a little later. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, 50);
    else requestIdleCallback(() => resolve(), { timeout: 500 });
  });
