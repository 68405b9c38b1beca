// @vitest-environment happy-dom
import { forgetRenders, propsDrawn, rendersOf } from '../renders.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Canvas } from '../../../renderer/canvas/canvas.tsx';
import { calmCanvas, flowNow, setCanvas } from '../../../renderer/canvas/canvas-state.ts';
import { CardLine } from '../../../renderer/canvas/card-body.tsx';
import { CardFoot } from '../../../renderer/canvas/card-foot.tsx';
import { CardHead } from '../../../renderer/canvas/card-head.tsx';
import { CardPorts } from '../../../renderer/canvas/card-ports.tsx';
import { Card } from '../../../renderer/canvas/card.tsx';
import { move } from '../../../renderer/canvas/gestures.ts';
import { PortDot } from '../../../renderer/canvas/port-dot.tsx';
import { InputRow, OutputRow } from '../../../renderer/canvas/port-row.tsx';
import type { DrawnWire } from '../../../renderer/canvas/flow-wires.ts';
import { Wire } from '../../../renderer/canvas/wire.tsx';
import { commands } from '../../../renderer/commands/catalogue.ts';
import { registerCommands } from '../../../renderer/commands/registry.ts';
import { turnDial } from '../../../renderer/dials/turn-dial.ts';
import { keepDescribed, useDescription } from '../../../renderer/shapes/description.ts';
import { edit, undo, useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { hearRun, useRun } from '../../../renderer/state/run.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import type { ModelState } from '../../../main/bridge/contract.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import type { Dial } from '../../../nodes/dial.ts';
import { largeBoard } from '../../documents-large.ts';
import { after, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';
import { giveLayout } from '../layout.ts';

const PARTS = { Card, CardHead, CardLine, CardPorts, CardFoot, InputRow, OutputRow, PortDot, Wire };
/** The wires that were drawn, by id. */
const wiresDrawn = (): string[] => propsDrawn(Wire, 'drawn').map((drawn) => (drawn as DrawnWire).id);
const NODES = 20;
/** With places: cards without one stand where those before them leave room. */
function laidOut(document: GraphDocument): GraphDocument {
  Object.values(document.board.nodes).forEach((node, i) => (node.position = { x: 300 * i, y: 0 }));
  return document;
}

const nothing = () => undefined;
let end = () => {};

const documentNow = () => useDocument.getState().document!;
const checked = () =>
  vi.waitFor(() => {
    const { checked, document } = useDescription.getState();
    expect(checked && document === documentNow()).toBe(true);
  }, 20_000);

/** How often each part of the canvas was drawn by a deed and by the answer to it; parts that were not are left out. */
async function drawnBy(deed: () => void): Promise<Readonly<Record<string, number>>> {
  forgetRenders();
  await after(deed);
  await after(checked);
  return Object.fromEntries(
    Object.entries(PARTS)
      .map(([name, part]) => [name, rendersOf(part)] as const)
      .filter(([, count]) => count > 0),
  );
}

beforeAll(giveLayout);
beforeEach(async () => {
  registerCommands(commands, nothing, nothing);
  setMachine(new FakeMachine(laidOut(largeBoard(NODES))));
  await openProject('/home/mina/Genloom/large.genloom');
  end = keepDescribed();
  await checked();
});
afterEach(() =>
  after(async () => {
    end();
    calmCanvas();
    await leaveProject();
  }),
);

describe('what is drawn anew', () => {
  test('the count itself: every card is drawn when the canvas comes', async () => {
    forgetRenders();
    await draw(<Canvas />);
    expect(new Set(propsDrawn(Card, 'id'))).toEqual(new Set(Object.keys(documentNow().board.nodes)));
  });

  test('a dial that changes no shape: the parts of its own card alone', async () => {
    await draw(<Canvas />);
    const dial: Dial = catalogue.get('optimizer')!.dials['learningRate']!;
    const counts = await drawnBy(() => turnDial('optimizer-1', 'learningRate', dial, 0.5));
    expect(new Set([...propsDrawn(Card, 'id'), ...propsDrawn(CardHead, 'id')])).toEqual(
      new Set(['optimizer-1']),
    );
    expect(counts.Card).toBeLessThanOrEqual(2);
    expect(counts.Wire ?? 0).toBe(0);
    expect(counts.PortDot ?? 0).toBe(0);
  });

  test('a block that is frozen: what tells of it, and the optimizer that could train it', async () => {
    await draw(<Canvas />);
    await drawnBy(() =>
      edit({ en: 'Freeze', ko: '고정' }, (draft) => {
        draft.blocks['encoder-1']!.frozen = true;
      }),
    );
    expect(new Set(propsDrawn(CardHead, 'id'))).toEqual(new Set(['optimizer-1']));
    expect(new Set(propsDrawn(CardFoot, 'id'))).toEqual(new Set(['encode-1', 'optimizer-1']));
  });

  test('a card that is moved: itself, and the ends of its wires', async () => {
    await draw(<Canvas />);
    const counts = await drawnBy(() => move({ 'distance-1': { x: 40, y: 2000 } }));
    expect(new Set(propsDrawn(CardHead, 'id'))).toEqual(new Set(['distance-1']));
    expect(counts.InputRow ?? 0).toBe(0);
    expect(counts.PortDot ?? 0).toBe(0);
    const moved = new Set(wiresDrawn());
    expect(moved.size).toBeGreaterThan(0);
    for (const wire of moved) expect(wire).toMatch(/distance-1/);
  });

  test('a card that is deleted, and back: nothing that was not wired to it', async () => {
    await draw(<Canvas />);
    const near = new Set(['map-1', 'encode-1']);
    for (const deed of [
      () =>
        edit({ en: 'Delete', ko: '지우기' }, ({ board }) => {
          delete board.nodes['map-1'];
          board.wires = board.wires.filter(({ to }) => to.node !== 'map-1');
        }),
      () => void undo(),
    ]) {
      await drawnBy(deed);
      for (const id of propsDrawn(CardHead, 'id')) expect(near).toContain(id);
      for (const id of propsDrawn(CardPorts, 'id')) expect(near).toContain(id);
      for (const id of wiresDrawn()) expect(id).toMatch(/map-1/);
    }
  });

  test('moving over the board and zooming: no card and no wire', async () => {
    await draw(<Canvas />);
    for (const view of [
      { x: -200, y: 40, zoom: 1 },
      { x: -240, y: 40, zoom: 1 },
      { x: -240, y: 40, zoom: 0.2 },
    ])
      expect(await drawnBy(() => void flowNow()!.setViewport(view))).toEqual({});
  });

  test('the pointer over a card: the wires at it alone', async () => {
    await draw(<Canvas />);
    const counts = await drawnBy(() => setCanvas({ hoveredCard: 'distance-1' }));
    expect(Object.keys(counts)).toEqual(['Wire']);
    for (const wire of wiresDrawn()) expect(wire).toMatch(/distance-1/);
  });

  test('the pointer over a call: the other calls of its block too', async () => {
    const again = 'encode-1-again';
    edit({ en: 'Call again', ko: '다시 호출' }, ({ board }) => {
      board.nodes[again] = { ...board.nodes['encode-1']!, position: { x: 40, y: 900 } };
    });
    await draw(<Canvas />);
    await drawnBy(() => setCanvas({ hoveredCard: 'encode-1' }));
    expect(new Set(propsDrawn(Card, 'id'))).toEqual(new Set([again]));
  });

  test('news of a training step: no card, and of its parts what shows a number', async () => {
    await draw(<Canvas />);
    const model = { project: 'p1', run: 'run-1', activity: 'training', text: '' } as ModelState;
    await after(() => useRun.setState({ engine: { backend: null, moving: null, model } as never }));
    const counts = await drawnBy(() =>
      hearRun(
        {
          kind: 'progress',
          project: 'p1',
          run: 'run-1',
          step: 20,
          steps: 100,
          phase: 'training',
          stepsPerSecond: 10,
          secondsLeft: 8,
          probes: {},
          reports: [{ step: 20, numbers: { 'distance-1.loss': 0.5 } }],
        },
        'p1',
      ),
    );
    expect(counts).toEqual({});
  });
});
