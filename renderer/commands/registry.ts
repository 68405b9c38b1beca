import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import type { Command } from './command.ts';

let known: ReadonlyMap<string, Command> = new Map();
let complain: (sentence: Text) => void = () => undefined;
let refuse: (sentence: Text) => void = () => undefined;

/**
 * Says which commands there are, how a person hears that one failed, and that one cannot be done now. Regions run commands by
 * id, so that none imports another.
 */
export function registerCommands(
  commands: ReadonlyMap<string, Command>,
  onFailure: (sentence: Text) => void,
  onRefusal = onFailure,
): void {
  known = commands;
  complain = onFailure;
  refuse = onRefusal;
}

export const allCommands = (): readonly Command[] => [...known.values()];

/** @throws where nobody defined it */
export function commandOf(id: string): Command {
  const command = known.get(id);
  if (!command) throw new Error(`There is no command '${id}'.`);
  return command;
}

/** Does a deed, or says why it cannot be done. */
export async function runCommand(id: string): Promise<void> {
  const command = commandOf(id);
  const may = command.when?.() ?? true;
  if (may !== true) return refuse(may);
  try {
    await command.perform();
  } catch (error) {
    complain(textOf(error));
  }
}
