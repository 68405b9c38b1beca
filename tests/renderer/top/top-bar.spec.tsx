// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstCommands } from '../../../renderer/commands/first.ts';
import { registerCommands } from '../../../renderer/commands/registry.ts';
import { edit } from '../../../renderer/state/document.ts';
import { keep, leaveProject, lookOnFromNow, openProject, save } from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { TopBar } from '../../../renderer/top/top-bar.tsx';
import { smallVae } from '../../documents.ts';
import { after, click, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

let machine: FakeMachine;
let said: string[];
const rename = (name: string) =>
  edit({ en: `Name ${name}`, ko: `이름 ${name}` }, (draft) => {
    draft.name = name;
  });
const named = (page: HTMLElement, name: string) =>
  page.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)!;

beforeEach(async () => {
  said = [];
  machine = new FakeMachine(smallVae({ steps: 1 }), { name: 'My VAE' });
  setMachine(machine);
  registerCommands(firstCommands, (sentence) => said.push(sentence.en));
  await openProject('/home/mina/Genloom/My VAE.genloom');
});
afterEach(() => after(leaveProject));

describe('the top bar', () => {
  test('says what is open and how safe it is, at every moment', async () => {
    const page = await draw(<TopBar />);
    const state = () => page.querySelector('[role=status]')!.textContent;
    expect(page.textContent).toContain('My VAE');
    expect(state()).toBe('Saved');
    await after(() => rename('a'));
    expect(state()).toBe('Keeping…');
    await after(keep);
    expect(state()).toBe('Kept');
    await after(() => save());
    expect(state()).toBe('Saved');
    machine.away = true;
    await after(() => rename('b'));
    await after(keep);
    expect(state()).toBe('Not kept');
    machine.away = false;
    await after(() => lookOnFromNow('p1'));
    expect(state()).toBe('Looking on');
  });

  test('undo and redo follow what there is to take back', async () => {
    const page = await draw(<TopBar />);
    const off = (name: string) => named(page, name).getAttribute('aria-disabled') === 'true';
    expect([off('Undo'), off('Redo')]).toEqual([true, true]);
    await after(() => rename('a'));
    expect([off('Undo'), off('Redo')]).toEqual([false, true]);
    await click(named(page, 'Undo'));
    expect([off('Undo'), off('Redo')]).toEqual([true, false]);
    // A button that cannot do it now still answers.
    await click(named(page, 'Undo'));
    expect(said).toEqual(['Nothing to take back.']);
  });

  test('at home it shows no project, and training has no place', async () => {
    await after(leaveProject);
    const page = await draw(<TopBar>training</TopBar>);
    expect(page.textContent).not.toContain('My VAE');
    expect(page.textContent).not.toContain('training');
    expect(named(page, 'Undo')).toBeNull();
  });
});
