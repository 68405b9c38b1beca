import { describe, expect, test } from 'vitest';
import { keysText, matchesKeys } from '../../../renderer/commands/keys.ts';

const pressed = (
  key: string,
  more: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', true>> = {},
  code = '',
) => ({
  key,
  code,
  ctrlKey: more.ctrl ?? false,
  metaKey: more.meta ?? false,
  shiftKey: more.shift ?? false,
  altKey: more.alt ?? false,
});

describe('keys', () => {
  test('mod is Ctrl, and ⌘ on a Mac', () => {
    expect(matchesKeys('mod+s', pressed('s', { ctrl: true }), false)).toBe(true);
    expect(matchesKeys('mod+s', pressed('s', { meta: true }), false)).toBe(false);
    expect(matchesKeys('mod+s', pressed('s', { meta: true }), true)).toBe(true);
    expect(matchesKeys('mod+s', pressed('s', { ctrl: true }), true)).toBe(false);
  });

  test('all of them and no others', () => {
    expect(matchesKeys('mod+z', pressed('Z', { ctrl: true, shift: true }), false)).toBe(false);
    expect(matchesKeys('mod+shift+z', pressed('Z', { ctrl: true, shift: true }), false)).toBe(true);
    expect(matchesKeys('s', pressed('s', { ctrl: true }), false)).toBe(false);
    expect(matchesKeys('f2', pressed('F2'), false)).toBe(true);
    expect(matchesKeys('mod+k', pressed('k', { ctrl: true, alt: true }), false)).toBe(false);
  });

  test('signs need Shift on some keyboards and not on others', () => {
    expect(matchesKeys('?', pressed('?', { shift: true }), false)).toBe(true);
    expect(matchesKeys('?', pressed('?'), false)).toBe(true);
    expect(matchesKeys('mod+plus', pressed('+', { ctrl: true, shift: true }), false)).toBe(true);
  });

  test('letters count by their place while Hangul is typed', () => {
    expect(matchesKeys('mod+s', pressed('ㄴ', { ctrl: true }, 'KeyS'), false)).toBe(true);
    expect(matchesKeys('mod+s', pressed('ㄴ', { ctrl: true }, 'KeyA'), false)).toBe(false);
    // A Latin layout says itself which letter it is.
    expect(matchesKeys('mod+q', pressed('a', { ctrl: true }, 'KeyQ'), false)).toBe(false);
  });

  test('are told as they stand on the keyboard', () => {
    expect(keysText('mod+shift+s', false)).toBe('Ctrl+Shift+S');
    expect(keysText('mod+shift+s', true)).toBe('⇧⌘S');
    expect(keysText('delete', false)).toBe('Del');
    expect(keysText('f2', false)).toBe('F2');
    expect(keysText('mod+plus', false)).toBe('Ctrl++');
  });
});
