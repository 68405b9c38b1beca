// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readDocument, writeDocument } from '../../../nodes/graph/document.ts';
import { edit, redo, undo, useDocument, select } from '../../../renderer/state/document.ts';
import { readLocalCopy, writeLocalCopy } from '../../../renderer/state/local-copy.ts';
import {
  follow,
  createProject,
  dropOffered,
  keep,
  keepEditsSafe,
  keepInBrowser,
  keepingOf,
  leaveProject,
  lookOnFromNow,
  openAgain,
  openProject,
  openRemembered,
  rememberOpen,
  replaceDocument,
  save,
  takeOffered,
  takeOver,
  useProject,
  whileOpening,
  wouldLose,
} from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { FakeMachine } from '../fake-machine.ts';

const FILE = '/home/mina/Genloom/VAE.genloom';
const state = () => useProject.getState();
const now = () => useDocument.getState().document!;
const keeping = () => keepingOf(state(), useDocument.getState().document);
const rename = (name: string) =>
  edit({ en: `Name ${name}`, ko: `이름 ${name}` }, (draft) => {
    draft.name = name;
  });
const nameIn = (text: string | null) => readDocument(text!, 'test').name;

let machine: FakeMachine;
const meet = (one: FakeMachine) => {
  machine = one;
  setMachine(one);
};

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  meet(new FakeMachine(smallVae({ steps: 1 })));
  await openProject(FILE);
});
afterEach(async () => {
  machine.away = false;
  await leaveProject();
});

describe('saving', () => {
  test('says at every moment how safe the work is', async () => {
    expect(keeping()).toBe('saved');
    rename('one');
    expect(keeping()).toBe('keeping');
    await keep();
    expect(keeping()).toBe('kept');
    expect(nameIn(machine.autosaved)).toBe('one');
    await save();
    expect(keeping()).toBe('saved');
    expect(nameIn(machine.saved)).toBe('one');
  });

  test('undoing back to what the file holds is saved again, without writing anything', () => {
    rename('one');
    undo();
    expect(keeping()).toBe('saved');
    redo();
    expect(keeping()).toBe('keeping');
  });

  test('an edit made while the machine writes is not taken for saved', async () => {
    rename('one');
    machine.answers.save = ({ text }) => {
      rename('two');
      machine.saved = text;
      return { file: FILE, name: 'VAE' };
    };
    await save();
    expect(nameIn(machine.saved)).toBe('one');
    expect(now().name).toBe('two');
    expect(keeping()).toBe('keeping');
  });

  test('saving elsewhere brings its file and name', async () => {
    await save('Mine');
    expect(state().open).toMatchObject({ file: '/home/mina/Genloom/Mine.genloom', name: 'Mine' });
    expect(machine.asked('save')).toMatchObject([{ as: 'Mine', replace: false }]);
  });

  test('hands edits over after a quiet while, all of them at once', async () => {
    vi.useFakeTimers();
    const end = keepEditsSafe();
    for (const name of ['a', 'b', 'c']) rename(name);
    await vi.advanceTimersByTimeAsync(2000);
    expect(machine.asked('autosave')).toHaveLength(1);
    expect(nameIn(machine.autosaved)).toBe('c');
    end();
    rename('d');
    await vi.advanceTimersByTimeAsync(2000);
    expect(machine.asked('autosave')).toHaveLength(1);
    vi.useRealTimers();
  });
});

describe('a machine that is away', () => {
  test('the browser keeps what it could not take, until it is back', async () => {
    machine.away = true;
    rename('while away');
    await keep();
    expect(keeping()).toBe('not kept');
    expect(state().keepingFailed?.ko).toBe('연결이 끊겼습니다.');
    expect(wouldLose()).toBe(true);
    expect(nameIn(readLocalCopy('p1')!.text)).toBe('while away');

    machine.away = false;
    await openAgain();
    expect(now().name).toBe('while away');
    expect(nameIn(machine.autosaved)).toBe('while away');
    expect(keeping()).toBe('kept');
    expect(readLocalCopy('p1')).toBeNull();
    expect(wouldLose()).toBe(false);
  });

  test('deeds made meanwhile can still be taken back afterwards', async () => {
    machine.away = true;
    rename('while away');
    await keep();
    machine.away = false;
    await openAgain();
    expect(undo()).toEqual({ en: 'Name while away', ko: '이름 while away' });
  });

  test('where nothing was edited here, what the machine holds is shown', async () => {
    machine.autosaved = writeDocument({ ...now(), name: 'edited elsewhere' });
    await openAgain();
    expect(now().name).toBe('edited elsewhere');
  });

  test('a draft has no file and is asked for by its name among open ones', async () => {
    await leaveProject();
    meet(new FakeMachine(smallVae({ steps: 1 }), { file: null }));
    await createProject({ template: 'vae-digits' });
    await openAgain();
    expect(machine.asked('takeOver')).toEqual([{ project: 'p1' }]);
  });

  test('a tab that closes meanwhile offers its edits at the next opening, as one deed', async () => {
    writeLocalCopy('p1', writeDocument({ ...now(), name: 'from yesterday' }));
    await openProject(FILE);
    expect(now().name).not.toBe('from yesterday');
    expect(state().offered).not.toBeNull();
    takeOffered();
    expect(now().name).toBe('from yesterday');
    expect(readLocalCopy('p1')).toBeNull();
    undo();
    expect(now().name).not.toBe('from yesterday');
  });

  test('offered edits that are dropped are gone, and copies that hold nothing new are not offered', async () => {
    writeLocalCopy('p1', writeDocument({ ...now(), name: 'from yesterday' }));
    await openProject(FILE);
    dropOffered();
    expect(readLocalCopy('p1')).toBeNull();
    writeLocalCopy('p1', machine.saved);
    await openProject(FILE);
    expect(state().offered).toBeNull();
    expect(readLocalCopy('p1')).toBeNull();
  });

  test('closing keeps the last edits in the browser without waiting for anybody', () => {
    expect(keepInBrowser()).toBe(true);
    expect(readLocalCopy('p1')).toBeNull();
    rename('last words');
    expect(keepInBrowser()).toBe(true);
    expect(nameIn(readLocalCopy('p1')!.text)).toBe('last words');
  });
});

describe('two windows', () => {
  test('one that looks on changes nothing and hands nothing over', async () => {
    lookOnFromNow('p1');
    const before = now();
    rename('mine');
    await keep();
    expect(now()).toBe(before);
    expect(undo()).toBeNull();
    expect(machine.asked('autosave')).toEqual([]);
    expect(state().open?.lookingOn).toBe(true);
  });

  test('taking over shows what the other did last, and edits again', async () => {
    lookOnFromNow('p1');
    machine.autosaved = writeDocument({ ...now(), name: 'theirs' });
    await takeOver();
    expect(now().name).toBe('theirs');
    rename('mine');
    expect(now().name).toBe('mine');
  });

  test('one that looks on sees what the other does, and keeps its place', () => {
    const text = writeDocument({ ...now(), name: 'theirs' });
    const edited = { kind: 'edited', project: 'p1', text, saved: false } as const;
    follow(edited);
    expect(now().name).not.toBe('theirs');
    lookOnFromNow('p1');
    const [node] = Object.keys(now().board.nodes);
    select({ nodes: [node!, 'gone'] });
    follow({ ...edited, project: 'p2' });
    expect(now().name).not.toBe('theirs');
    follow(edited);
    expect(now().name).toBe('theirs');
    expect(useDocument.getState().selection.nodes).toEqual([node]);
  });

  test('news of another project is not ours', () => {
    lookOnFromNow('p2');
    expect(state().open?.lookingOn).toBe(false);
  });
});

describe('opening', () => {
  test('what cannot be opened leaves what was open untouched', async () => {
    const before = now();
    machine.answers.openProject = () => ({ ...machine.opened, project: 'p2', text: '{"format":' });
    await expect(openProject('/broken.genloom')).rejects.toThrow(/not valid JSON/);
    expect(now()).toBe(before);
    expect(state().open?.project).toBe('p1');
    expect(state().opening).toBe(false);
    expect(machine.asked('closeProject')).toEqual([]);
  });

  test('what it is shown with is fetched while the machine opens it, and waited for', async () => {
    let come: () => void = () => undefined;
    whileOpening(() => new Promise<void>((resolve) => (come = resolve)));
    machine.answers.openProject = () => ({ ...machine.opened, project: 'p2' });
    const opening = openProject('/other.genloom');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(machine.asked('openProject')).toHaveLength(2);
    expect(state()).toMatchObject({ opening: true, open: { project: 'p1' } });
    come();
    await opening;
    expect(state().open?.project).toBe('p2');
    // What cannot be fetched keeps nothing from being opened.
    whileOpening(() => Promise.reject(new Error('gone')));
    machine.answers.openProject = () => ({ ...machine.opened, project: 'p3' });
    await openProject('/third.genloom');
    expect(state().open?.project).toBe('p3');
    whileOpening(async () => {});
  });

  test('the former project is kept and closed when another opens', async () => {
    rename('one');
    machine.answers.openProject = () => ({ ...machine.opened, project: 'p2' });
    await openProject('/other.genloom');
    expect(nameIn(machine.autosaved)).toBe('one');
    expect(machine.asked('closeProject')).toEqual([{ project: 'p1' }]);
  });

  test('a tab that is loaded again finds its project, and one that went home does not', async () => {
    const end = rememberOpen();
    machine.answers.openProject = () => ({ ...machine.opened, project: 'p2' });
    await openProject(FILE);
    useProject.setState({ open: null });
    sessionStorage.setItem('genloom-open', JSON.stringify({ project: 'p2', file: FILE }));
    await openRemembered();
    expect(state().open?.project).toBe('p2');
    await leaveProject();
    expect(sessionStorage.getItem('genloom-open')).toBeNull();
    await openRemembered();
    expect(state().open).toBeNull();
    end();
  });

  test('another version in its place is an edit like any other', () => {
    const before = now();
    replaceDocument({ en: 'Back', ko: '뒤로' }, writeDocument({ ...before, name: 'older', seed: 7 }));
    expect(now()).toMatchObject({ name: 'older', seed: 7 });
    expect(undo()).toEqual({ en: 'Back', ko: '뒤로' });
    expect(now()).toBe(before);
  });
});
