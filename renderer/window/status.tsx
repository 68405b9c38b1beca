import { lazily } from '../parts/lazily.ts';
import { useProject } from '../state/project.ts';
import { StatusBar } from '../status/status-bar.tsx';
import { Region } from './region.tsx';

const OfProject = lazily(async () => (await import('./project-status.tsx')).ProjectStatus);

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
