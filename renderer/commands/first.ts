import type { Command } from './command.ts';

const found = import.meta.glob<Command>(
  './deeds/{about,export-model,go-home,new-project,open-project,redo,save-project,save-project-as,search-everything,show-shortcuts,show-versions,switch-language,toggle-bottom-dock,toggle-left-dock,toggle-right-dock,toggle-theme,undo}.ts',
  { eager: true, import: 'default' },
);

/**
 * Commands that are there before a project is open, and that the top bar shows at once. All of `deeds` would bring the catalogue
 * of nodes into the first script.
 */
export const firstCommands: ReadonlyMap<string, Command> = new Map(
  Object.values(found).map((command) => [command.id, command]),
);
