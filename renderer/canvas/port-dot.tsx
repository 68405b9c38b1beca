import { useStoreApi } from '@xyflow/react';
import { memo } from 'react';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { useText } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { useDescription } from '../shapes/description.ts';
import { useCanvas, type Side } from './canvas-state.ts';
import { problemsAt, useOfCard } from './card-state.ts';
import { beginWire, clickPort } from './port-pointer.ts';

interface DotProps {
  readonly card: string;
  readonly port: string;
  readonly side: Side;
  readonly isBlock: boolean;
  readonly colour: string;
  /** Whether a wire is at it. */
  readonly wired: boolean;
  readonly optional: boolean;
  readonly title: string;
  /** Wires pass here, and none begins or ends. */
  readonly passes?: boolean;
}

/** What is wrong at a port; `null` where nothing is. */
const usePortProblem = (card: string, port: string): Text | null =>
  useOfCard(card, ({ path }) => {
    const { problems } = useDescription.getState();
    return problemsAt(problems, path, card).find((problem) => problem.port === port)?.text ?? null;
  });

/**
 * What a port is to the wire that is being drawn; `null` where none is. `own`: it begins here; `aside`: it cannot end on this
 * side; `open`: nobody knows yet whether it fits; else whether it fits, or why not.
 */
const usePending = (card: string, port: string, side: Side): 'own' | 'aside' | 'open' | true | Text | null =>
  useCanvas(({ pending, fits }) => {
    if (!pending) return null;
    if (pending.side !== side) return fits.get(`${card}.${port}`) ?? 'open';
    return pending.node === card && pending.port === port ? 'own' : 'aside';
  });

/**
 * Where wires end: round for tensors, square for networks; a ring where something is wrong. To React Flow it is what its own
 * `Handle` is, by the same classes and attributes. A `Handle` asks the whole store at every change whether a wire is being
 * drawn; with a thousand ports on a canvas that alone takes longer than an edit may.
 */
export const PortDot = memo((props: DotProps) => {
  const { card, port, side, isBlock, colour, wired, optional, title, passes = false } = props;
  const text = useText();
  const flow = useStoreApi();
  const problem = usePortProblem(card, port);
  const pending = usePending(card, port, side);
  const unfit = typeof pending === 'object' && pending !== null;
  const said = unfit ? text(pending) : problem ? text(problem) : title;
  const at = { node: card, port, side };
  return (
    <div
      data-handleid={port}
      data-nodeid={card}
      data-handlepos={side === 'source' ? 'right' : 'left'}
      data-id={`${flow.getState().rfId}-${card}-${port}-${side}`}
      className={classes(
        'react-flow__handle nodrag nopan',
        side === 'source' ? 'react-flow__handle-right source' : 'react-flow__handle-left target',
        !passes && 'connectable connectablestart connectableend',
        !passes && pending !== 'own' && pending !== 'aside' && 'connectionindicator',
        pending === 'own' && 'connectingfrom port-own',
        'port',
        isBlock && 'port-block',
        !wired && 'port-free',
        optional && !wired && 'port-optional',
        problem && 'port-bad',
        pending === true && 'port-fits',
        unfit && 'port-unfit',
      )}
      style={{ '--wire': colour } as React.CSSProperties}
      title={said}
      role="img"
      aria-label={said}
      onMouseDown={passes ? undefined : (event) => beginWire(flow, event, at)}
      onTouchStart={passes ? undefined : (event) => beginWire(flow, event, at)}
      onClick={passes ? undefined : (event) => clickPort(flow, event, at)}
    />
  );
});
