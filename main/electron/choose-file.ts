import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';

const FILTERS = [{ name: 'Genloom', extensions: ['genloom'] }];

/**
 * Asks with the system's dialog.
 * @param folder where it begins
 * @param name proposed for a file to be saved
 * @returns `null` where the person cancelled
 */
export async function chooseFile(
  window: BrowserWindow,
  purpose: 'open' | 'save',
  folder: string,
  name?: string,
): Promise<string | null> {
  if (purpose === 'open') {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      defaultPath: folder,
      filters: FILTERS,
      properties: ['openFile'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }
  const proposed = path.join(folder, `${path.basename(name || 'graph', '.genloom')}.genloom`);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: proposed,
    filters: FILTERS,
  });
  if (canceled || !filePath) return null;
  return filePath.endsWith('.genloom') ? filePath : `${filePath}.genloom`;
}
