import { useEffect } from 'react';
import { Home } from '../home/home.tsx';
import { useTexts } from '../language/texts.ts';
import { lazily, loadTheRest } from '../parts/lazily.ts';
import { Toaster } from '../parts/toaster.tsx';
import { TooltipOfWindow } from '../parts/tooltip.tsx';
import { useProject } from '../state/project.ts';
import { TopBar } from '../top/top-bar.tsx';
import { loadAllCommands } from './all-commands.ts';
import { Banners } from './banners.tsx';
import { Dialogs } from './dialogs.tsx';
import { DropTarget } from './drop-target.tsx';
import { Region } from './region.tsx';
import { Status } from './status.tsx';
import { StudioSkeleton } from './studio-skeleton.tsx';
import { windowTexts } from './window-texts.ts';

const commands = once(loadAllCommands);
const Studio = lazily(async () => {
  const [studio, { prepareToDescribe }] = await Promise.all([
    import('./studio.tsx'),
    import('../shapes/description.ts'),
    commands(),
  ]);
  prepareToDescribe();
  return studio.Studio;
});
const TrainControls = lazily(
  async () => (await Promise.all([import('../run/train-controls.tsx'), commands()]))[0].TrainControls,
);

/** The whole window: home, or a project with its canvas and docks. */
export function Window() {
  const t = useTexts(windowTexts);
  const open = useProject(({ open }) => open);
  useEffect(() => {
    document.title = open ? `${open.name} · Genloom` : 'Genloom';
  }, [open]);
  // Once home is seen, the rest is fetched while nobody waits for it.
  useEffect(() => {
    const soon = setTimeout(() => void loadTheRest(), 400);
    return () => clearTimeout(soon);
  }, []);
  return (
    <>
      <div className="flex h-full flex-col">
        <TopBar>
          <Region waiting={null}>
            <TrainControls />
          </Region>
        </TopBar>
        <Banners />
        {open ? (
          <Region key={open.project} waiting={<StudioSkeleton label={t('canvas')} />}>
            <Studio />
          </Region>
        ) : (
          <Home />
        )}
        <Status />
      </div>
      <Dialogs />
      <DropTarget />
      <Toaster />
      <TooltipOfWindow />
    </>
  );
}

/** Does it at the first call, and tells every later one the same; what failed is tried again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load();
    loading.catch(() => (loading = null));
    return loading;
  };
}
