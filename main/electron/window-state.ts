import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app, screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';

const schema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean(),
});

type WindowState = z.infer<typeof schema>;

const file = (): string => path.join(app.getPath('userData'), 'window.json');

/** Where the window was when it was closed, if it would still be seen there. */
export function readWindowState(): WindowState | null {
  try {
    const state = schema.parse(JSON.parse(readFileSync(file(), 'utf8')));
    return isSeen(state) ? state : null;
  } catch {
    return null;
  }
}

/** Remembers where the window is. */
export function writeWindowState(window: BrowserWindow): void {
  const state = { ...window.getNormalBounds(), maximized: window.isMaximized() } satisfies WindowState;
  try {
    writeFileSync(file(), JSON.stringify(state));
  } catch {
    // It opens in the middle the next time.
  }
}

/** A screen may have been taken away meanwhile: enough of the title bar must be on one to take hold of it. */
function isSeen({ x, y, width }: Rectangle): boolean {
  return screen
    .getAllDisplays()
    .some(
      ({ workArea }) =>
        x + width > workArea.x + 100 &&
        x < workArea.x + workArea.width - 100 &&
        y >= workArea.y &&
        y < workArea.y + workArea.height - 50,
    );
}
