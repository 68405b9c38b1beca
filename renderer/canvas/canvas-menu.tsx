import { MenuAt, MenuCommand, MenuSeparator } from '../parts/menu.tsx';
import { setCanvas, useCanvas } from './canvas-state.ts';

/** Commands by what was clicked; a gap is a line. */
const DEEDS = {
  card: [
    'open-card',
    'rename-card',
    'switch-card',
    'connect-card',
    '',
    'call-again',
    'new-block',
    'duplicate-block',
    'make-block',
    'unpack-block',
    '',
    'frame-selection',
    'fold-frame',
    'unframe',
    '',
    'cut',
    'copy',
    'duplicate',
    'delete',
  ],
  frame: ['fold-frame', 'rename-card', 'unframe', '', 'cut', 'copy', 'duplicate', 'make-block'],
  note: ['rename-card', 'frame-selection', 'unframe', '', 'delete'],
  wire: ['delete'],
  canvas: ['add-card', 'add-note', 'paste', 'select-all', '', 'tidy', 'fit-canvas', 'leave-design'],
} as const;

/** Deeds under the right mouse button. */
export function CanvasMenu() {
  const menu = useCanvas((state) => state.menu);
  return (
    <MenuAt at={menu?.at ?? null} onClose={() => setCanvas({ menu: null })}>
      {menu &&
        DEEDS[menu.of].map((id, i) =>
          id === '' ? <MenuSeparator key={i} /> : <MenuCommand key={id} id={id} />,
        )}
    </MenuAt>
  );
}
