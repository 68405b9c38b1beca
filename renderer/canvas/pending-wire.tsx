import { getBezierPath, type ConnectionLineComponentProps } from '@xyflow/react';
import { useText } from '../language/texts.ts';
import { useCanvas } from './canvas-state.ts';
import { keepsSize } from './keeps-size.ts';

/** A wire while it is drawn; beside its end it says why the port under the pointer does not fit. */
export function PendingWire({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  toHandle,
}: ConnectionLineComponentProps) {
  const text = useText();
  const key = toHandle ? `${toHandle.nodeId}.${toHandle.id}` : null;
  const fit = useCanvas(({ fits }) => (key === null ? null : (fits.get(key) ?? null)));
  const warning = useCanvas((state) => (state.warning?.port === key ? state.warning.text : null));
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
    curvature: 0.32,
  });
  const said = fit !== null && fit !== true ? fit : warning;
  return (
    <g>
      <path d={path} className="wire-pending" data-refused={(fit !== null && fit !== true) || undefined} />
      {said && (
        <foreignObject x={toX + 12} y={toY + 8} width={280} height={120} className="overflow-visible">
          <p ref={keepsSize} className="wire-refusal">
            {text(said)}
          </p>
        </foreignObject>
      )}
    </g>
  );
}
