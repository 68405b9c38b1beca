import { useProject } from '../state/project.ts';
import { StatusBar } from '../status/status-bar.tsx';
import { Region } from './region.tsx';
import { ProjectStatus } from './scripts.ts';

/** The status bar; what it says of a project is loaded with the first one. */
export function Status() {
  const isOpen = useProject(({ open }) => open !== null);
  return (
    <StatusBar>
      {isOpen && (
        <Region waiting={null}>
          <ProjectStatus />
        </Region>
      )}
    </StatusBar>
  );
}
