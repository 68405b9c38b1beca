import type { Command } from './command.ts';

const found = import.meta.glob<Command>('./deeds/*.ts', { eager: true, import: 'default' });

/** Every command, by id: all that stands in `deeds`. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.values(found).map((command) => [command.id, command]),
);
