const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);

interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Keys as commands write them: `mod+shift+z`, `f2`, `?`, `delete`, `mod+plus`. */
export function readKeys(keys: string): Chord {
  const parts = keys.split('+');
  const key = parts.pop()!;
  return {
    key: key === 'plus' ? '+' : key === 'space' ? ' ' : key,
    mod: parts.includes('mod'),
    shift: parts.includes('shift'),
    alt: parts.includes('alt'),
  };
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether these keys were pressed, on any keyboard layout: letters count by their place where the layout has no Latin ones. */
export function matchesKeys(keys: string, event: Pressed, mac = isMac): boolean {
  const chord = readKeys(keys);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (mod !== chord.mod || other || event.altKey !== chord.alt) return false;
  const key = event.key.toLowerCase();
  // Signs such as `?` need Shift on some layouts and not on others.
  const isSign = chord.key.length === 1 && !/[a-z0-9 ]/.test(chord.key);
  if (!isSign && event.shiftKey !== chord.shift) return false;
  if (key === chord.key) return true;
  const isForeign = !/^[\x20-\x7e]$/.test(event.key);
  return /^[a-z]$/.test(chord.key) && isForeign && event.code === `Key${chord.key.toUpperCase()}`;
}

const NAMES: Readonly<Record<string, string>> = {
  delete: 'Del',
  backspace: '⌫',
  escape: 'Esc',
  enter: 'Enter',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  ' ': 'Space',
};

/** Keys as they stand on the keyboard: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function keysText(keys: string, mac = isMac): string {
  const { key, mod, shift, alt } = readKeys(keys);
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key[0]!.toUpperCase() + key.slice(1));
  return mac
    ? `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`
    : [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}
