// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { commands } from '../../../renderer/commands/catalogue.ts';
import { registerCommands, runCommand } from '../../../renderer/commands/registry.ts';
import { Canvas } from '../../../renderer/canvas/canvas.tsx';
import { Inspector } from '../../../renderer/inspector/inspector.tsx';
import { Problems } from '../../../renderer/inspector/problems.tsx';
import { Palette } from '../../../renderer/palette/palette.tsx';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import { keepDescribed, useDescription } from '../../../renderer/shapes/description.ts';
import { select, undo, useDocument } from '../../../renderer/state/document.ts';
import { reveal } from '../../../renderer/state/reveal.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { after, click, draw, press, type } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';
import { giveLayout } from '../layout.ts';

const FILE = '/home/mina/Genloom/VAE.genloom';
let end = () => {};

beforeAll(giveLayout);
beforeEach(async () => {
  setMachine(new FakeMachine(smallVae()));
  registerCommands(
    commands,
    () => undefined,
    () => undefined,
  );
  await openProject(FILE);
  end = keepDescribed();
  await vi.waitFor(() => {
    if (!useDescription.getState().checked) throw new Error('The document is not described yet.');
  }, 20_000);
});
afterEach(() =>
  after(async () => {
    end();
    await leaveProject();
  }),
);

const documentNow = () => useDocument.getState().document!;
const card = (page: Element, id: string) =>
  page.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)!;
const described = () => vi.waitFor(() => expect(useDescription.getState().document).toBe(documentNow()));

describe('cards', () => {
  test('are drawn from their definitions, with shapes, weights and the calls of one block', async () => {
    const page = await draw(<Canvas />);
    expect(page.querySelectorAll('.card')).toHaveLength(13);
    expect(card(page, 'encode').textContent).toContain('[B, 2]');
    expect(card(page, 'encode').textContent).toContain('12,628 weights');
    expect(card(page, 'decode').textContent).toContain('1 of 2');
    expect(card(page, 'generate').textContent).toContain('2 of 2');
    expect(card(page, 'optimizer').textContent).toContain('Learning rate');
    expect(card(page, 'encode').getAttribute('aria-label')).toMatch(/Call/);
  });

  test('of an unknown kind are kept, grey, with the wires that they had', async () => {
    const page = await draw(<Canvas />);
    await after(() => {
      useDocument.setState(({ document }) => ({
        document: {
          ...document!,
          board: {
            ...document!.board,
            nodes: { ...document!.board.nodes, kl: { kind: 'from-the-future', dials: {} } },
          },
        },
      }));
    });
    expect(card(page, 'kl').querySelector('.card')?.hasAttribute('data-unknown')).toBe(true);
    expect(card(page, 'kl').textContent).toContain('from-the-future');
    expect(card(page, 'kl').querySelectorAll('.port')).toHaveLength(4);
  });

  test('a problem is a ring at its port and a sentence under the selected card', async () => {
    const page = await draw(<Canvas />);
    await after(() => select({ wires: ['encode.mean>kl.mean'] }));
    await after(() => runCommand('delete'));
    await after(described);
    const told = () => page.querySelectorAll('.card-problem');
    expect(told()).toHaveLength(0);
    expect(page.querySelectorAll('.port-bad, .card-mark').length).toBeGreaterThan(0);
    const { node, path, text } =
      useDescription
        .getState()
        .problems.find((problem) => problem.path.length === 0 && problem.node !== null) ?? {};
    expect(path).toEqual([]);
    await after(() => select({ nodes: [node!] }));
    expect([...told()].map((sentence) => sentence.textContent)).toEqual([text!.en]);
    await after(() => void undo());
    await after(described);
    expect(page.querySelectorAll('.port-bad')).toHaveLength(0);
  });
});

describe('the keyboard', () => {
  test('hears what keys do and what a piece is, in its language', async () => {
    const page = await draw(<Canvas />);
    const heard = (piece: Element) => [
      piece.getAttribute('aria-roledescription'),
      document.getElementById(piece.getAttribute('aria-describedby')!)!.textContent,
    ];
    const wire = () => page.querySelector('.react-flow__edge[data-id="encode.mean>kl.mean"]')!;
    expect(heard(card(page, 'encode'))).toEqual(['card', expect.stringMatching(/^Enter selects it, arrow/)]);
    expect(heard(wire())).toEqual(['wire', expect.stringMatching(/^Enter selects it, Delete/)]);
    expect(wire().getAttribute('aria-label')).toBe('Wire from encoder to KL divergence');
    await after(() => chooseLanguage('ko'));
    expect(heard(card(page, 'encode'))).toEqual(['카드', expect.stringMatching(/^Enter로 고르고/)]);
    expect(heard(wire())).toEqual(['연결', expect.stringMatching(/^Enter로 고르고/)]);
    await press(card(page, 'encode'), 'Enter');
    await press(card(page, 'encode'), 'ArrowRight');
    expect(page.querySelector('[aria-live]')!.textContent).toMatch(/^오른쪽으로 옮겼어요/);
    await after(() => chooseLanguage('en'));
  });

  test('adds a card by searching for it', async () => {
    const page = await draw(<Canvas />);
    await after(() => runCommand('add-card'));
    const search = page.querySelector('[role=combobox]')!;
    await type(search, 'scale');
    await press(search, 'Enter');
    expect(Object.keys(documentNow().board.nodes)).toContain('scale');
    expect(useDocument.getState().selection.nodes).toEqual(['scale']);
    expect(page.querySelector('[role=dialog]')).toBeNull();
    await after(() => void undo());
    expect(documentNow()).toEqual(smallVae());
  });

  test('draws a wire by a list of what fits', async () => {
    const page = await draw(<Canvas />);
    await after(() => select({ nodes: ['noise'] }));
    await after(() => runCommand('connect-card'));
    const search = page.querySelector('[role=combobox]')!;
    await type(search, 'reparameterize mean');
    await press(search, 'Enter');
    expect(documentNow().board.wires).toContainEqual({
      from: { node: 'noise', port: 'noise' },
      to: { node: 'reparameterize', port: 'mean' },
    });
  });

  test('enters a block and leaves it', async () => {
    const page = await draw(<Canvas />);
    await after(() => select({ nodes: ['encode'] }));
    await press(card(page, 'encode'), 'Enter');
    expect(page.querySelector('nav')?.textContent).toBe('Boardencoder');
    expect(page.querySelectorAll('.card')).toHaveLength(7);
    expect(card(page, 'hidden').textContent).toContain('[B, 16]');
    await press(page.querySelector('.canvas')!, 'Escape');
    expect(useDocument.getState().path).toEqual([]);
    expect(useDocument.getState().selection.nodes).toEqual(['encode']);
  });
});

describe('commands on the selection', () => {
  const kinds = () => Object.values(documentNow().board.nodes).map(({ kind }) => kind);
  const count = (kind: string) => kinds().filter((one) => one === kind).length;
  test.each([
    ['duplicate', ['kl'], () => count('kl-divergence'), 2],
    ['switch-card', ['kl'], () => documentNow().board.nodes.kl?.off, true],
    ['call-again', ['decode'], () => count('call'), 4],
    ['new-block', ['decode'], () => Object.keys(documentNow().blocks).length, 3],
    ['duplicate-block', ['decode'], () => Object.keys(documentNow().designs).length, 3],
    ['make-block', ['reparameterize'], () => Object.keys(documentNow().blocks).length, 3],
    ['delete', ['kl', 'map'], () => documentNow().board.nodes.kl, undefined],
  ] as const)('%s is one deed, and undo takes it back', async (command, nodes, found, expected) => {
    select({ nodes });
    await runCommand(command);
    expect(found()).toBe(expected);
    expect(useDocument.getState().past).toHaveLength(1);
    undo();
    expect(documentNow()).toEqual(smallVae());
  });
});

describe('frames and notes', () => {
  const keys = (page: Element) =>
    [...page.querySelectorAll<HTMLElement>('.react-flow__node')].map((one) => one.dataset.id!);
  const path = ['reparameterize', 'decode', 'nll'];

  test('a frame folds into one card with what crosses its border, unfolds, and undo takes each back', async () => {
    const page = await draw(<Canvas />);
    await after(() => select({ nodes: path }));
    await after(() => runCommand('frame-selection'));
    const name = page.querySelector<HTMLInputElement>('.frame-title input')!;
    await after(() => name.focus());
    await type(name, 'Out of latents');
    await press(name, 'Enter');
    expect(documentNow().board.frames).toEqual({ frame: { name: 'Out of latents', nodes: path } });
    expect(keys(page)).toHaveLength(14);

    await after(() => runCommand('fold-frame'));
    const folded = card(page, 'frame:frame');
    expect(keys(page).filter((key) => path.includes(key))).toEqual([]);
    expect(folded.textContent).toContain('Out of latents');
    const dots = [...folded.querySelectorAll<HTMLElement>('.port')].map((dot) => dot.dataset.handleid);
    expect(new Set(dots)).toEqual(
      new Set(
        documentNow().board.wires.flatMap(({ from, to }) => {
          const [starts, ends] = [path.includes(from.node), path.includes(to.node)];
          return starts === ends ? [] : [`${starts ? 'out' : 'in'} ${from.node}.${from.port}`];
        }),
      ),
    );

    await press(folded, 'Enter');
    expect(keys(page)).toContain('decode');
    await after(() => runCommand('delete'));
    expect(keys(page)).toHaveLength(13);
    for (const frames of [1, 1, 1, 1, 0]) {
      await after(() => void undo());
      expect(Object.keys(documentNow().board.frames ?? {})).toHaveLength(frames);
    }
    expect(documentNow()).toEqual(smallVae());
  });

  test('a card that a folded frame hides is shown to who looks for it', async () => {
    const page = await draw(<Canvas />);
    await after(() => select({ nodes: path }));
    await after(() => runCommand('frame-selection'));
    await after(() => runCommand('fold-frame'));
    await after(() => reveal([], 'nll'));
    expect(keys(page)).toContain('nll');
    expect(useDocument.getState().selection.nodes).toEqual(['nll']);
  });

  test('cards leave their frame, and join another', async () => {
    await draw(<Canvas />);
    await after(() => select({ nodes: path }));
    await after(() => runCommand('frame-selection'));
    await after(() => select({ nodes: ['nll'] }));
    await after(() => runCommand('unframe'));
    expect(documentNow().board.frames?.frame?.nodes).toEqual(path.slice(0, 2));
    await after(() => select({ frames: ['frame'], nodes: ['kl'] }));
    await after(() => runCommand('frame-selection'));
    expect(documentNow().board.frames?.frame?.nodes).toEqual([...path.slice(0, 2), 'kl']);
  });

  test('a note is written where the person is', async () => {
    const page = await draw(<Canvas />);
    await after(() => runCommand('add-note'));
    const area = page.querySelector('textarea')!;
    await after(() => area.focus());
    await type(area, 'Two numbers a digit');
    await after(() => area.blur());
    expect(page.querySelector('.note')!.textContent).toBe('Two numbers a digit');
    await after(() => runCommand('delete'));
    expect(documentNow()).toEqual(smallVae());
  });
});

describe('the palette', () => {
  test('searches in both languages and puts in what is entered', async () => {
    const page = await draw(
      <>
        <Palette />
        <Canvas />
      </>,
    );
    const search = page.querySelector('[role=searchbox]')!;
    await type(search, '쿨백');
    const rows = [...page.querySelectorAll<HTMLElement>('[data-offer]')].map((row) => row.dataset.offer);
    expect(rows).toEqual(['node:kl-divergence']);
    await press(page.querySelector('[data-offer]')!, 'Enter');
    expect(Object.keys(documentNow().board.nodes)).toContain('kl-divergence');
  });

  test('offers layers inside a design, and nothing of the board', async () => {
    const page = await draw(
      <>
        <Palette />
        <Canvas />
      </>,
    );
    expect(page.querySelector('[data-offer="node:dense"]')).toBeNull();
    await after(() => select({ nodes: ['encode'] }));
    await after(() => runCommand('open-card'));
    expect(page.querySelector('[data-offer="node:dense"]')).not.toBeNull();
    expect(page.querySelector('[data-offer="node:optimizer"]')).toBeNull();
  });
});

describe('the inspector', () => {
  test('without a selection is the document', async () => {
    const page = await draw(<Inspector />);
    const name = page.querySelector('input')!;
    await type(name, 'My VAE');
    await press(name, 'Enter');
    expect(documentNow().name).toBe('My VAE');
    expect(page.textContent).toContain('training');
  });

  test('turns a dial; keys in a row are one deed', async () => {
    const page = await draw(<Inspector />);
    await after(() => select({ nodes: ['kl'] }));
    expect(page.textContent).toContain('How far a Gaussian is');
    const bits = page.querySelector('[role=spinbutton]')!;
    for (let i = 0; i < 3; i++)
      await after(() => {
        bits.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
      });
    expect(documentNow().board.nodes.kl!.dials.freeBits).toBeGreaterThan(0);
    expect(useDocument.getState().past).toHaveLength(1);
    await after(() => void undo());
    expect(documentNow()).toEqual(smallVae());
  });

  test('tells of a card its ports, its block and what it costs', async () => {
    const page = await draw(<Inspector />);
    await after(() => select({ nodes: ['encode'] }));
    expect(page.textContent).toContain('image, 0 to 1');
    expect(page.textContent).toContain('12,628');
    expect(page.textContent).toMatch(/FLOP/);
    await click(page.querySelector('[role=switch]')!);
    expect(documentNow().blocks.encoder!.frozen).toBe(true);
  });
});

describe('the list of problems', () => {
  test('says that there are none, and leads to each that there is', async () => {
    const page = await draw(
      <>
        <Problems />
        <Canvas />
      </>,
    );
    expect(page.textContent).toContain('No problems');
    await after(() => select({ nodes: ['noise'] }));
    await after(() => runCommand('delete'));
    await after(async () => {
      await vi.waitFor(() => expect(useDescription.getState().problems.length).toBeGreaterThan(0));
    });
    const first = page.querySelector('li button')!;
    expect(first.textContent).toMatch(/latent/);
    await click(first);
    // The decoder was called without its input: the way leads to that call.
    expect(useDocument.getState().selection.nodes).toEqual(['generate']);
    expect(useDocument.getState().path).toEqual([]);
  });
});
