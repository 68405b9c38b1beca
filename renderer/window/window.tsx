import { useEffect } from 'react';
import { Home } from '../home/home.tsx';
import { useTexts } from '../language/texts.ts';
import { Toaster } from '../parts/toaster.tsx';
import { TooltipOfWindow } from '../parts/tooltip.tsx';
import { useProject } from '../state/project.ts';
import { TopBar } from '../top/top-bar.tsx';
import { Banners } from './banners.tsx';
import { Dialogs } from './dialogs.tsx';
import { DropTarget } from './drop-target.tsx';
import { Opening } from './opening.tsx';
import { Region } from './region.tsx';
import { fetchAhead, Studio, TrainControls } from './scripts.ts';
import { Status } from './status.tsx';
import { StudioSkeleton } from './studio-skeleton.tsx';
import { windowTexts } from './window-texts.ts';

/** The whole window: home, or a project with its canvas and docks. */
export function Window() {
  const t = useTexts(windowTexts);
  const open = useProject(({ open }) => open);
  useEffect(() => {
    document.title = open ? `${open.name} · Genloom` : 'Genloom';
  }, [open]);
  useEffect(fetchAhead, []);
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
      <Opening />
      <Dialogs />
      <DropTarget />
      <Toaster />
      <TooltipOfWindow />
    </>
  );
}
