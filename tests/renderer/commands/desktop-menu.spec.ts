// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { HELP, HISTORY, PROJECT, TRAINING, VIEW } from '../../../main/electron/menu.ts';
import { commands } from '../../../renderer/commands/catalogue.ts';

test("the desktop's menus name commands as the window does, with its keys", () => {
  for (const { command: id, title, keys } of [...PROJECT, ...HISTORY, ...TRAINING, ...VIEW, ...HELP]) {
    const command = commands.get(id);
    expect(command?.title, id).toEqual(title);
    const ours = keys?.toLowerCase().replace('cmdorctrl', 'mod').replace('return', 'enter');
    expect(ours === undefined || command!.keys!.includes(ours), `${id}: ${ours}`).toBe(true);
  }
});
