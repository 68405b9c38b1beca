import { matchesKeys } from '../commands/keys.ts';
import { allCommands, runCommand } from '../commands/registry.ts';
import { closeDialog, useDialog } from '../state/dialogs.ts';

const TYPED = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPED) !== null;

/** Does the command whose keys were pressed. @returns ends it */
export function listenToKeys(): () => void {
  const end = new AbortController();
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      const typing = isTyping(event.target);
      const command = allCommands().find(
        ({ keys, whileTyping }) =>
          (whileTyping || !typing) && keys?.some((one) => matchesKeys(one, event)) === true,
      );
      if (!command) return;
      const { open } = useDialog.getState();
      // A dialog asks for an answer first; the search is put away by the keys that called it.
      if (open !== null) {
        if (open !== 'search' || command.id !== 'search-everything') return;
        event.preventDefault();
        return closeDialog();
      }
      event.preventDefault();
      void runCommand(command.id);
    },
    { signal: end.signal },
  );
  return () => end.abort();
}
