import type { LucideIcon } from 'lucide-react';
import type { Text } from '../../nodes/alphabet/problem.ts';

export type CommandGroup = 'project' | 'edit' | 'train' | 'view' | 'help';

/**
 * A deed that a person can do: menus, buttons, keys and the command palette all read it from here. A command is added by
 * adding its file to `commands/deeds`.
 */
export interface Command {
  /** Kebab-case after the deed. */
  readonly id: string;
  readonly group: CommandGroup;
  readonly title: Text;
  readonly icon?: LucideIcon;
  /** Other words that people search for, in any language. */
  readonly keywords?: readonly string[];
  /** Keys such as `mod+shift+z`; several ways are several entries. `mod` is ⌘ on a Mac. */
  readonly keys?: readonly string[];
  /** Whether keys work while a text is being typed. */
  readonly whileTyping?: true;
  /** `true`, or a sentence that says why it cannot be done now. */
  readonly when?: () => true | Text;
  /** What it would do now, beside its title: which deed is undone. */
  readonly detail?: () => Text | null;
  /** @throws an error with a sentence, which is shown to the person */
  readonly perform: () => void | Promise<void>;
  /** `document`: it is an edit, taken back by undo. `none`: there is nothing to take back. */
  readonly undo: 'document' | 'none';
}

export const defineCommand = (command: Command): Command => command;
