import { Panel, useReactFlow, useStore, useStoreApi, type Node, type ReactFlowState } from '@xyflow/react';
import { memo, useLayoutEffect, useRef, type PointerEvent } from 'react';
import { LOW } from './canvas-state.ts';
import { boxAround, type Box } from './frame-box.ts';

interface MiniMapProps {
  readonly label: string;
  readonly colourOf: (node: Node) => string;
}

interface Dot {
  readonly id: string;
  readonly box: Box;
  readonly colour: string;
}

/** Size of the map on the screen (pixels), and how far cards stay from its edges. */
const WIDTH = 168;
const HEIGHT = 112;
const MARGIN = 8;

/** The corner of the canvas that the map begins at, and pixels of the map a pixel of the canvas. */
interface Shown {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

const fitted = (box: Box): Shown => {
  const scale = Math.min((WIDTH - 2 * MARGIN) / box.width, (HEIGHT - 2 * MARGIN) / box.height);
  return {
    left: box.x - (WIDTH / scale - box.width) / 2,
    top: box.y - (HEIGHT / scale - box.height) / 2,
    scale,
  };
};

const holds = ({ left, top, scale }: Shown, box: Box): boolean =>
  box.x >= left &&
  box.y >= top &&
  box.x + box.width <= left + WIDTH / scale &&
  box.y + box.height <= top + HEIGHT / scale;

/** How far beyond the view the map grows at once, in views; it shrinks where it is that much larger than it need be. */
const STRIDE = 0.25;
const TOO_SMALL = 0.6;

/**
 * All cards in the middle of the map. Where the view goes beyond them it grows to hold both, a stride at a time: at each all
 * cards on it are painted anew.
 */
function shownOf(cards: Box, view: Box, before: Shown): Shown {
  const usual = fitted(cards);
  if (holds(usual, view)) return usual;
  const needed = fitted(boxAround([cards, view]));
  if (holds(before, view) && holds(before, cards) && before.scale >= TOO_SMALL * needed.scale) return before;
  const { x, y, width, height } = view;
  const farther = {
    x: x - STRIDE * width,
    y: y - STRIDE * height,
    width: (1 + 2 * STRIDE) * width,
    height: (1 + 2 * STRIDE) * height,
  };
  return fitted(boxAround([cards, farther]));
}

/** All cards small in a corner. */
export function MiniMap({ label, colourOf }: MiniMapProps) {
  const nodes = useStore((state) => state.nodes);
  const low = useStore(({ height }) => height < LOW);
  const store = useStoreApi();
  const dots = nodes.flatMap((node): Dot[] => {
    const card = store.getState().nodeLookup.get(node.id);
    const { width, height } = card?.measured ?? {};
    if (!card || width === undefined || height === undefined) return [];
    return [
      { id: node.id, box: { ...card.internals.positionAbsolute, width, height }, colour: colourOf(node) },
    ];
  });
  if (low || dots.length === 0) return null;
  return (
    <Panel position="bottom-right">
      <Ground label={label} dots={dots} />
    </Panel>
  );
}

/**
 * The map with a frame around the part that is on the screen: it is dragged to go elsewhere, and the wheel zooms. While one
 * goes over the canvas the frame alone moves; the cards on the map are neither drawn nor painted anew.
 */
function Ground({ label, dots }: { readonly label: string; readonly dots: readonly Dot[] }) {
  const store = useStoreApi();
  const { setCenter, zoomTo, getZoom } = useReactFlow();
  const seen = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  /** What the map shows now: the cards, and more where the view leaves them. */
  const shown = useRef<Shown>({ left: 0, top: 0, scale: 1 });
  const { x: cardsX, y: cardsY, width: across, height: down } = boxAround(dots.map(({ box }) => box));

  useLayoutEffect(() => {
    const cards = { x: cardsX, y: cardsY, width: across, height: down };
    const place = ({ transform: [x, y, zoom], width, height }: ReactFlowState) => {
      if (!seen.current || !svg.current) return;
      const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      const before = shown.current;
      const { left, top, scale } = (shown.current = shownOf(cards, view, before));
      if (left !== before.left || top !== before.top || scale !== before.scale)
        svg.current.setAttribute('viewBox', `${left} ${top} ${WIDTH / scale} ${HEIGHT / scale}`);
      const { style } = seen.current;
      style.width = `${view.width * scale}px`;
      style.height = `${view.height * scale}px`;
      style.transform = `translate(${(view.x - left) * scale}px, ${(view.y - top) * scale}px)`;
    };
    shown.current = { left: 0, top: 0, scale: 0 };
    place(store.getState());
    return store.subscribe(place);
  }, [store, cardsX, cardsY, across, down]);

  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = event.currentTarget.getBoundingClientRect();
    const { left, top, scale } = shown.current;
    void setCenter(left + (event.clientX - x) / scale, top + (event.clientY - y) / scale, {
      zoom: getZoom(),
    });
  };

  return (
    <div
      role="img"
      aria-label={label}
      className="mini-map"
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={go}
      onPointerMove={go}
      onWheel={({ deltaY }) => void zoomTo(getZoom() * 2 ** (-deltaY / 500))}
    >
      <svg
        ref={svg}
        width={WIDTH}
        height={HEIGHT}
        // As in SharpEdge of the wires: at rest wires may be on the same layer.
        shapeRendering="crispEdges"
        aria-hidden
      >
        {dots.map(({ id, box, colour }) => (
          <Spot key={id} {...box} colour={colour} />
        ))}
      </svg>
      <div ref={seen} className="mini-map-seen" />
    </div>
  );
}

const Spot = memo(({ colour, ...box }: Box & { readonly colour: string }) => (
  <rect {...box} rx={16} style={{ fill: colour }} />
));
