import type { Command } from './command.ts';

const found = import.meta.glob<Command>('./commands/*.ts', { eager: true, import: 'default' });

/** The order in which a person meets them; others follow. */
const ORDER = ['templates', 'check', 'explain', 'train', 'sample', 'evaluate', 'export', 'serve', 'doctor'];
const place = ({ name }: Command) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** Every command: all that stands in `commands`. A command is added by adding its file. */
export const commands: readonly Command[] = Object.values(found).sort(
  (a, b) => place(a) - place(b) || a.name.localeCompare(b.name),
);
