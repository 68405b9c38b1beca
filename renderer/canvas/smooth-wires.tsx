import { useStore } from '@xyflow/react';
import { useMemo } from 'react';
import { createPortal } from 'react-dom';

/**
 * Chromium draws a whole layer by sampling, coarse where there is little of a GPU, as soon as it has many curves, unless
 * something on it asks for sharp edges: this does, unseen, so that each wire is smoothed by itself.
 */
export function SmoothWires() {
  const canvas = useStore(({ domNode }) => domNode);
  // React Flow's own `ViewportPortal` looks for its place through all cards at every change, a frame of panning too.
  const place = useMemo(() => canvas?.querySelector('.react-flow__viewport-portal'), [canvas]);
  if (!place) return null;
  return createPortal(
    <svg width={1} height={1} shapeRendering="crispEdges" aria-hidden>
      <rect width={1} height={1} fillOpacity={0.004} />
    </svg>,
    place,
  );
}
