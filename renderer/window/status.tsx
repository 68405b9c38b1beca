import { lazy } from 'react';
import { useProject } from '../state/project.ts';
import { StatusBar } from '../status/status-bar.tsx';
import { Region } from './region.tsx';

const OfProject = lazy(async () => ({ default: (await import('./project-status.tsx')).ProjectStatus }));

/** The status bar; what it says of a project is loaded with the first one. */
export function Status() {
  const isOpen = useProject(({ open }) => open !== null);
  return (
    <StatusBar>
      {isOpen && (
        <Region waiting={null}>
          <OfProject />
        </Region>
      )}
    </StatusBar>
  );
}
