import { Panel, useReactFlow, useStore, useStoreApi, type Node, type ReactFlowState } from '@xyflow/react';
import { memo, useEffect, useRef, type PointerEvent } from 'react';
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
  const all = boxAround(dots.map(({ box }) => box));
  const scale = Math.min((WIDTH - 2 * MARGIN) / all.width, (HEIGHT - 2 * MARGIN) / all.height);
  // The cards stand in the middle of the map.
  const left = all.x - (WIDTH / scale - all.width) / 2;
  const top = all.y - (HEIGHT / scale - all.height) / 2;

  useEffect(() => {
    const place = ({ transform: [x, y, zoom], width, height }: ReactFlowState) => {
      if (!seen.current) return;
      const { style } = seen.current;
      style.width = `${(width / zoom) * scale}px`;
      style.height = `${(height / zoom) * scale}px`;
      style.transform = `translate(${(-x / zoom - left) * scale}px, ${(-y / zoom - top) * scale}px)`;
    };
    place(store.getState());
    return store.subscribe(place);
  }, [store, left, top, scale]);

  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = event.currentTarget.getBoundingClientRect();
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
        width={WIDTH}
        height={HEIGHT}
        viewBox={`${left} ${top} ${WIDTH / scale} ${HEIGHT / scale}`}
        // As in SmoothWires: at rest wires may be on the same layer.
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
