import { useStore } from '@xyflow/react';
import { useMemo } from 'react';
import { createPortal } from 'react-dom';
import { useProject } from '../state/project.ts';
import { useFlowWires } from './flow-wires.ts';
import { useWirePlaces } from './wire-places.ts';
import { Wire } from './wire.tsx';

/**
 * All wires as one drawing, below the cards. React Flow would make each wire a drawing of its own that asks at every change of
 * anything, three times: with some hundred wires, an edit costs more for that than for all else.
 */
export function Wires() {
  const wires = useFlowWires();
  const places = useWirePlaces(wires);
  // Where another window edits the project, this one looks on.
  const ours = useProject(({ open }) => open?.lookingOn !== true);
  const canvas = useStore(({ domNode }) => domNode);
  const below = useMemo(() => canvas?.querySelector('.react-flow__edges'), [canvas]);
  if (!below) return null;
  return createPortal(
    <svg className="wires">
      <SharpEdge />
      {wires.map((drawn) => {
        const place = places.get(drawn);
        return place && <Wire key={drawn.id} drawn={drawn} place={place} ours={ours} />;
      })}
    </svg>,
    below,
  );
}

/**
 * Chromium draws a whole layer by sampling, coarse where there is little of a GPU, as soon as it has many curves, unless
 * something on it asks for sharp edges: this does, unseen, so that each wire is smoothed by itself.
 */
const SharpEdge = () => (
  <rect width={1} height={1} fillOpacity={0.004} shapeRendering="crispEdges" aria-hidden />
);
