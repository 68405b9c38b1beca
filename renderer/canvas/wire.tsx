import { BaseEdge, EdgeLabelRenderer, getBezierPath, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { isPinned, usePins } from '../probes/pins.ts';
import { WireChip } from '../probes/wire-chip.tsx';
import { setCanvas, useCanvas } from './canvas-state.ts';
import { useCardPorts, useOfCard, useWireType } from './card-state.ts';
import { pieceOf } from './pieces.ts';
import { keepsSize } from './keeps-size.ts';
import { BLOCK_COLOUR, meaningColour } from './meaning-colours.ts';
import type { Wire as GraphWire } from '../../nodes/graph/document.ts';

export type WireEdge = Edge<{ wire: GraphWire }, 'wire'>;

/** A wire in the colour of what it carries. Networks and time are tags at their ports until somebody asks. */
export const Wire = memo((props: EdgeProps<WireEdge>) => {
  const { id, source, target, data, selected = false } = props;
  // At a folded frame a wire is drawn to its border; what it carries is known at the card inside.
  const { node, port } = data!.wire.from;
  const { outputs } = useCardPorts(node);
  const type = useWireType(node, port);
  const isBlock = outputs[port]?.gives === 'block';
  const isTag = isBlock || type?.kind === 'time';
  const hovered = useCanvas(({ hoveredWire }) => hoveredWire === id);
  const between = useCanvas((state) => state.between === id);
  const asked = useCanvas(({ hoveredCard }) => hoveredCard === source || hoveredCard === target);
  const atChosen = [useIsChosen(source), useIsChosen(target)].includes(true);
  const pinned = usePins((pins) => isPinned(pins, { node, port }));
  const [path, x, y] = getBezierPath({ ...props, curvature: 0.32 });
  const lit = selected || hovered || between;
  if (isTag && !lit && !asked && !atChosen) return null;
  const colour = isBlock ? BLOCK_COLOUR : meaningColour(type?.kind ?? outputs[port]?.meaning?.kind);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={14}
        className="wire"
        style={{
          stroke: colour,
          strokeWidth: lit ? 2.5 : 1.5,
          ...(isTag ? { strokeDasharray: '4 4' } : {}),
        }}
      />
      {pinned && <circle cx={x} cy={y} r={3.5} className="wire-pin" style={{ fill: colour }} />}
      {(selected || hovered) && !isBlock && (
        <EdgeLabelRenderer>
          <div
            ref={keepsSize}
            className="wire-chip nodrag nopan"
            style={{ transform: `translate(-50%, 8px) translate(${x}px, ${y}px) scale(var(--unzoom, 1))` }}
            onPointerEnter={() => setCanvas({ hoveredWire: id })}
            onPointerLeave={() => setCanvas({ hoveredWire: null })}
          >
            <WireChip node={node} port={port} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** Whether a card or a folded frame is selected, by its key. */
const useIsChosen = (key: string): boolean =>
  useOfCard(key, ({ selection }) => {
    const { kind, id } = pieceOf(key);
    return selection[kind].includes(id);
  });
