import { ViewportPortal } from '@xyflow/react';

/**
 * Chromium draws a whole layer by sampling, coarse where there is little of a GPU, as soon as it has many curves, unless
 * something on it asks for sharp edges: this does, unseen, so that each wire is smoothed by itself.
 */
export const SmoothWires = () => (
  <ViewportPortal>
    <svg width={1} height={1} shapeRendering="crispEdges" aria-hidden>
      <rect width={1} height={1} fillOpacity={0.004} />
    </svg>
  </ViewportPortal>
);
