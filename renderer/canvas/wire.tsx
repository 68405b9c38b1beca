import { EdgeLabelRenderer, getBezierPath, useStoreApi } from '@xyflow/react';
import type { EdgePosition } from '@xyflow/system';
import { memo, useState } from 'react';
import { useText, useTexts } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { isPinned, usePins } from '../probes/pins.ts';
import { WireChip } from '../probes/wire-chip.tsx';
import { setCanvas, useCanvas } from './canvas-state.ts';
import { canvasTexts } from './canvas-texts.ts';
import { graphNow, titleOf, useCardPorts, useOfCard, useWireType } from './card-state.ts';
import type { DrawnWire } from './flow-wires.ts';
import { pieceOf } from './pieces.ts';
import { keepsSize } from './keeps-size.ts';
import { BLOCK_COLOUR, meaningColour } from './meaning-colours.ts';
import { moveEndFrom } from './port-pointer.ts';
import { chooseWire, hoverWire, onWireKey, wireMenu } from './wire-pointing.ts';

interface WireProps {
  readonly drawn: DrawnWire;
  readonly place: EdgePosition;
  /** Whether its ends can be moved. */
  readonly ours: boolean;
}

/** Radius (px of the canvas) of where an end of a wire is taken: beside the port, from which new wires begin. */
const END = 12;

/** A wire in the colour of what it carries. Networks and time are tags at their ports until somebody asks. */
export const Wire = memo(({ drawn, place, ours }: WireProps) => {
  const { id, wire, from, to, selected } = drawn;
  const t = useTexts(canvasTexts);
  const flow = useStoreApi();
  const [moved, setMoved] = useState(false);
  // At a folded frame a wire is drawn to its border; what it carries is known at the card inside.
  const { node, port } = wire.from;
  const { outputs } = useCardPorts(node);
  const type = useWireType(node, port);
  const isBlock = outputs[port]?.gives === 'block';
  const isTag = isBlock || type?.kind === 'time';
  const lit = useCanvas(({ hoveredWire, between }) => hoveredWire === id || between === id) || selected;
  const hovered = useCanvas(({ hoveredWire }) => hoveredWire === id);
  const asked = useCanvas(({ hoveredCard }) => hoveredCard === from.node || hoveredCard === to.node);
  const atChosen = [useIsChosen(from.node), useIsChosen(to.node)].includes(true);
  const pinned = usePins((pins) => isPinned(pins, { node, port }));
  const ends = { from: useTitle(node), to: useTitle(wire.to.node) };
  if (isTag && !lit && !asked && !atChosen) return null;

  const colour = isBlock ? BLOCK_COLOUR : meaningColour(type?.kind ?? outputs[port]?.meaning?.kind);
  const [path, x, y] = getBezierPath({ ...place, curvature: 0.32 });
  // At a folded frame nothing is rewired. From an output new wires begin; only a selected wire is taken off it.
  const whole = ours && from.node === node && to.node === wire.to.node;
  return (
    <g
      data-id={id}
      data-tag={isTag || undefined}
      className={classes('react-flow__edge nopan selectable', selected && 'selected')}
      tabIndex={0}
      role="group"
      aria-roledescription={t('wireRole')}
      aria-describedby={`react-flow__edge-desc-${flow.getState().rfId}`}
      aria-label={t('wireFrom', ends)}
      onClick={() => chooseWire(flow, drawn)}
      onKeyDown={(event) => onWireKey(flow, event, drawn)}
      onContextMenu={(event) => wireMenu(event, id)}
      onMouseEnter={() => hoverWire(id)}
      onMouseLeave={() => hoverWire(null)}
    >
      {!moved && (
        <>
          <path
            d={path}
            className="wire react-flow__edge-path"
            style={{
              stroke: colour,
              strokeWidth: lit ? 2.5 : 1.5,
              ...(isTag ? { strokeDasharray: '4 4' } : {}),
            }}
          />
          <path d={path} className="wire-reach" />
        </>
      )}
      {whole && selected && (
        <circle
          className="react-flow__edgeupdater wire-end"
          r={END}
          cx={place.sourceX + END}
          cy={place.sourceY}
          onMouseDown={(event) => moveEndFrom(flow, event, drawn, 'source', setMoved)}
        />
      )}
      {whole && (
        <circle
          className="react-flow__edgeupdater wire-end"
          r={END}
          cx={place.targetX - END}
          cy={place.targetY}
          onMouseDown={(event) => moveEndFrom(flow, event, drawn, 'target', setMoved)}
        />
      )}
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
    </g>
  );
});

/** Whether a card or a folded frame is selected, by its key. */
const useIsChosen = (key: string): boolean =>
  useOfCard(key, ({ selection }) => {
    const { kind, id } = pieceOf(key);
    return selection[kind].includes(id);
  });

function useTitle(id: string): string {
  const text = useText();
  return useOfCard(id, (state) => text(titleOf(graphNow(state).nodes[id], state.document)));
}
