// The first model on the desktop itself, where Electron's program lies beside Genloom and there is a display.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { projectRoot } from '../../main/projects/root.ts';
import { Hand } from './hand.ts';

/** Electron's program; `null` where there is none, or where it opens no window. Nothing is fetched for a test. */
function electronProgram(): string | null {
  const programs: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  const program = programs[process.platform] ?? 'electron';
  const file = path.join(projectRoot(), 'node_modules', 'electron', 'dist', program);
  if (!existsSync(file)) return null;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const canShow =
    process.platform !== 'linux' || (Boolean(DISPLAY ?? WAYLAND_DISPLAY) && process.getuid?.() !== 0);
  return canShow ? file : null;
}

const program = electronProgram();

test.skipIf(program === null)(
  'the desktop opens, shows the gallery, trains, and keeps what was done',
  { timeout: 400_000 },
  async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'genloom-desktop-'));
    const app = await _electron.launch({
      executablePath: program!,
      args: [projectRoot(), `--user-data-dir=${path.join(home, 'electron')}`, '--lang=en-US'],
      env: { ...(process.env as Record<string, string>), HOME: home, USERPROFILE: home },
    });
    try {
      const page = await app.firstWindow();
      const hand = new Hand(page);
      // The window has nothing of Node.
      expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false);
      await hand.openVae();
      await hand.press('ControlOrMeta+Enter');
      await hand.trainUntil(20);
      await hand.press('ControlOrMeta+.');
      await page.getByText('Paused').first().waitFor();
      const drafts = path.join(home, 'Genloom', '.genloom', 'drafts');
      expect(readdirSync(drafts).some((name) => name.endsWith('.genloom'))).toBe(true);
    } finally {
      await app.close();
      rmSync(home, { recursive: true, force: true });
    }
  },
);
