// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Canvas } from '../../../renderer/canvas/canvas.tsx';
import { flowNow } from '../../../renderer/canvas/canvas-state.ts';
import { commands } from '../../../renderer/commands/catalogue.ts';
import { registerCommands } from '../../../renderer/commands/registry.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { largeBoard } from '../../documents-large.ts';
import { after, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';
import { giveLayout } from '../layout.ts';

const NODES = 20;
const nothing = () => undefined;

function laidOut() {
  const document = largeBoard(NODES);
  Object.values(document.board.nodes).forEach(
    (node, i) => (node.position = { x: 300 * i, y: 100 * (i % 3) }),
  );
  return document;
}

const numbersOf = (text: string): number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number);

let canvasHeight = 700;
beforeAll(() => {
  giveLayout();
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
    configurable: true,
    get(this: HTMLElement) {
      return this.classList.contains('react-flow__renderer') ? canvasHeight : 120;
    },
  });
});
beforeEach(async () => {
  registerCommands(commands, nothing, nothing);
  setMachine(new FakeMachine(laidOut()));
  await openProject('/home/mina/Genloom/large.genloom');
});
afterEach(() => {
  canvasHeight = 700;
  return after(() => leaveProject());
});

async function drawMap(): Promise<{ map: HTMLElement; seen: HTMLElement }> {
  const container = await draw(<Canvas />);
  await vi.waitFor(() => expect(container.querySelectorAll('.mini-map rect').length).toBeGreaterThan(0));
  return {
    map: container.querySelector<HTMLElement>('.mini-map')!,
    seen: container.querySelector<HTMLElement>('.mini-map-seen')!,
  };
}

describe('the map of the canvas', () => {
  test('leaves a low canvas to the cards', async () => {
    canvasHeight = 300;
    const container = await draw(<Canvas />);
    await vi.waitFor(() =>
      expect(container.querySelectorAll('.react-flow__node')).toHaveLength(
        Object.keys(laidOut().board.nodes).length,
      ),
    );
    expect(container.querySelector('.mini-map')).toBeNull();
  });

  test('shows every card within itself', async () => {
    const { map } = await drawMap();
    const cards = [...map.querySelectorAll('rect')];
    expect(cards).toHaveLength(Object.keys(laidOut().board.nodes).length);
    const [left, top, width, height] = numbersOf(map.querySelector('svg')!.getAttribute('viewBox')!) as [
      number,
      number,
      number,
      number,
    ];
    for (const card of cards) {
      const [x, y, across, down] = ['x', 'y', 'width', 'height'].map((name) =>
        Number(card.getAttribute(name)),
      ) as [number, number, number, number];
      expect(x).toBeGreaterThanOrEqual(left);
      expect(y).toBeGreaterThanOrEqual(top);
      expect(x + across).toBeLessThanOrEqual(left + width);
      expect(y + down).toBeLessThanOrEqual(top + height);
    }
  });

  test('grows to hold the view where that leaves the cards, and shrinks back', async () => {
    const { map, seen } = await drawMap();
    const box = () => numbersOf(map.querySelector('svg')!.getAttribute('viewBox')!);
    await after(() => void flowNow()!.fitView());
    const usual = box();
    await after(() => void flowNow()!.setViewport({ x: 30_000, y: 9000, zoom: 1 }));
    const [left, , width] = box() as [number, number, number];
    expect(left).toBeLessThan(-29_000);
    expect(left + width).toBeGreaterThan(usual[0]! + usual[2]! / 2);
    const [x, y] = numbersOf(seen.style.transform);
    for (const at of [x!, y!]) expect(at).toBeGreaterThanOrEqual(0);
    expect(x! + Number.parseFloat(seen.style.width)).toBeLessThanOrEqual(168);
    await after(() => void flowNow()!.setViewport({ x: 0, y: 0, zoom: 1 }));
    expect(box()[2]!).toBeLessThan(width / 2);
  });

  test('its frame goes the other way than the canvas, and halves where the canvas is twice as large', async () => {
    const { seen } = await drawMap();
    await after(() => void flowNow()!.setViewport({ x: 0, y: 0, zoom: 0.5 }));
    const [x] = numbersOf(seen.style.transform);
    const width = Number.parseFloat(seen.style.width);
    await after(() => void flowNow()!.setViewport({ x: -100, y: 0, zoom: 0.5 }));
    expect(numbersOf(seen.style.transform)[0]!).toBeGreaterThan(x!);
    await after(() => void flowNow()!.setViewport({ x: 0, y: 0, zoom: 1 }));
    expect(Number.parseFloat(seen.style.width)).toBeCloseTo(width / 2);
  });
});
