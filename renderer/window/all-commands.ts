import { registerCommands } from '../commands/registry.ts';
import { notify, notifyProblem } from '../parts/notify.ts';

/** Brings every command, for what needs an open project; regions that name commands wait for it. */
export const loadAllCommands = async (): Promise<void> =>
  registerCommands((await import('../commands/catalogue.ts')).commands, notifyProblem, notify);
