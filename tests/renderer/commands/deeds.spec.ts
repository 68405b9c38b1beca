// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Text } from '../../../nodes/alphabet/problem.ts';
import { commands } from '../../../renderer/commands/catalogue.ts';
import { registerCommands, runCommand } from '../../../renderer/commands/registry.ts';
import { changeConnection } from '../../../renderer/state/connection.ts';
import { closeDialog, useDialog } from '../../../renderer/state/dialogs.ts';
import { edit, useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject, useProject } from '../../../renderer/state/project.ts';
import { useSettings } from '../../../renderer/state/settings.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { listenToKeys } from '../../../renderer/window/keyboard.ts';
import { smallVae } from '../../documents.ts';
import { FakeMachine } from '../fake-machine.ts';

const FILE = '/home/mina/Genloom/VAE.genloom';
let machine: FakeMachine;
let said: Text[];
let endKeys: () => void;

/** Presses keys as a keyboard would, and waits for what they do. */
async function press(keys: string, on: EventTarget = window): Promise<void> {
  const parts = keys.split('+');
  const key = parts.pop()!;
  on.dispatchEvent(
    new KeyboardEvent('keydown', {
      key: parts.includes('Shift') ? key.toUpperCase() : key,
      ctrlKey: parts.includes('Ctrl'),
      shiftKey: parts.includes('Shift'),
      bubbles: true,
      cancelable: true,
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
}
const rename = (name: string) =>
  edit({ en: 'Rename', ko: '이름 바꾸기' }, (draft) => {
    draft.name = name;
  });
const nameNow = () => useDocument.getState().document?.name;

beforeEach(async () => {
  said = [];
  machine = new FakeMachine(smallVae({ steps: 1 }));
  setMachine(machine);
  registerCommands(commands, (sentence) => said.push(sentence));
  changeConnection({ hello: { version: '1', host: 'browser', workspace: '/home/mina/Genloom' } });
  endKeys = listenToKeys();
  await openProject(FILE);
});
afterEach(async () => {
  endKeys();
  closeDialog();
  await leaveProject();
});

describe('commands', () => {
  test('each has an id after its file, both titles, and keys of its own', () => {
    expect(commands.size).toBeGreaterThan(15);
    const keys = [...commands.values()].flatMap((command) => command.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { id, title } of commands.values()) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(title.en).not.toBe('');
      expect(title.ko).not.toBe('');
    }
  });

  test('one that edits is taken back by undo; its keys do both', async () => {
    const before = useDocument.getState().document;
    rename('a');
    await press('Ctrl+z');
    expect(useDocument.getState().document).toBe(before);
    await press('Ctrl+Shift+z');
    expect(nameNow()).toBe('a');
    await press('Ctrl+z');
    await press('Ctrl+y');
    expect(nameNow()).toBe('a');
  });

  test('undo says what it would take back, and why it cannot', async () => {
    rename('a');
    expect(commands.get('undo')!.detail!()?.en).toBe('Rename');
    await press('Ctrl+z');
    await press('Ctrl+z');
    expect(said.map(({ en }) => en)).toEqual(['Nothing to take back.']);
  });

  test('while a text is typed, its own undo and letters are left to it, and saving is not', async () => {
    rename('a');
    const field = document.createElement('input');
    document.body.append(field);
    await press('Ctrl+z', field);
    await press('?', field);
    expect(nameNow()).toBe('a');
    expect(useDialog.getState().open).toBeNull();
    await press('Ctrl+s', field);
    expect(machine.asked('save')).toHaveLength(1);
    field.remove();
  });

  test('saves under its file; a draft asks for a name first', async () => {
    rename('a');
    await press('Ctrl+s');
    expect(machine.asked('save')).toHaveLength(1);
    useProject.setState({ open: { ...useProject.getState().open!, file: null } });
    await press('Ctrl+s');
    expect(machine.asked('save')).toHaveLength(1);
    expect(useDialog.getState().open).toBe('save-as');
  });

  test('on a desktop the dialog of the system asks where', async () => {
    changeConnection({ hello: { version: '1', host: 'desktop', workspace: '/home/mina/Genloom' } });
    machine.answers.chooseFile = () => '/elsewhere/b.genloom';
    await press('Ctrl+Shift+s');
    expect(machine.asked('save')).toMatchObject([{ as: '/elsewhere/b.genloom', replace: true }]);
    machine.answers.chooseFile = () => null;
    await press('Ctrl+o');
    expect(machine.asked('openProject')).toHaveLength(1);
  });

  test('what fails is said, in a sentence', async () => {
    machine.away = true;
    await runCommand('save-project');
    expect(said.map(({ ko }) => ko)).toEqual(['연결이 끊겼습니다.']);
  });

  test('at home there is nothing to save, and it says so', async () => {
    await leaveProject();
    await runCommand('save-project');
    await runCommand('undo');
    expect(said).toHaveLength(2);
    expect(said[0]!.en).toMatch(/No project is open/);
    expect(machine.asked('save')).toEqual([]);
  });

  test('one that looks on may export, but not save', () => {
    useProject.setState({ open: { ...useProject.getState().open!, lookingOn: true } });
    expect(commands.get('save-project')!.when!()).not.toBe(true);
    expect(commands.get('export-model')!.when!()).toBe(true);
  });

  test('a dialog asks for an answer before other commands; the search goes by the keys that called it', async () => {
    await press('Ctrl+k');
    expect(useDialog.getState().open).toBe('search');
    await press('Ctrl+b');
    expect(useSettings.getState().docks.left).toBe(true);
    await press('Ctrl+k');
    expect(useDialog.getState().open).toBeNull();
    await press('Ctrl+b');
    expect(useSettings.getState().docks.left).toBe(false);
    await press('Ctrl+b');
  });

  test('showing a tab opens its dock', async () => {
    await press('Ctrl+j');
    expect(useSettings.getState().docks.bottom).toBe(false);
    await press('Ctrl+5');
    expect(useSettings.getState()).toMatchObject({ docks: { bottom: true }, tabs: { bottom: 'problems' } });
  });
});
