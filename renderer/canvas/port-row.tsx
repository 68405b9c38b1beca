import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { InputPort, OutputPort } from '../../nodes/port.ts';
import { useText } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { useDescription } from '../shapes/description.ts';
import { useDocument } from '../state/document.ts';
import { useCanvas, type Side } from './canvas-state.ts';
import { problemsAt, useWireType } from './card-state.ts';
import { BLOCK_COLOUR, meaningColour } from './meaning-colours.ts';
import { isShort, MathSymbol } from './symbol.tsx';

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
function usePortProblem(card: string, port: string): Text | null {
  const path = useDocument((state) => state.path);
  return useDescription(
    ({ problems }) => problemsAt(problems, path, card).find((problem) => problem.port === port)?.text ?? null,
  );
}

/** Where wires end: round for tensors, square for networks; a ring where something is wrong. */
export const PortDot = memo((props: DotProps) => {
  const { card, port, side, isBlock, colour, wired, optional, title, passes = false } = props;
  const text = useText();
  const problem = usePortProblem(card, port);
  const fit = useCanvas(({ pending, fits }) =>
    pending && pending.side !== side ? (fits.get(`${card}.${port}`) ?? null) : null,
  );
  const own = useCanvas(
    ({ pending }) => pending?.node === card && pending.port === port && pending.side === side,
  );
  const said = fit !== null && fit !== true ? text(fit) : problem ? text(problem) : title;
  return (
    <Handle
      id={port}
      type={side}
      isConnectable={!passes}
      position={side === 'source' ? Position.Right : Position.Left}
      className={classes(
        'port',
        isBlock && 'port-block',
        !wired && 'port-free',
        optional && !wired && 'port-optional',
        problem && 'port-bad',
        fit === true && 'port-fits',
        fit !== null && fit !== true && 'port-unfit',
        own && 'port-own',
      )}
      style={{ '--wire': colour } as React.CSSProperties}
      title={said}
      role="img"
      aria-label={said}
    />
  );
});

/** An input of a card: its dot, its symbol, and a tag in place of a wire that is not drawn. */
export const InputRow = memo(
  ({
    card,
    name,
    port,
    from,
    tags,
    quiet,
  }: {
    readonly card: string;
    readonly name: string;
    readonly port: InputPort;
    /** The output that its wire begins at. */
    readonly from: { readonly node: string; readonly port: string } | null;
    /** Names of the networks that are wired here. */
    readonly tags: readonly string[];
    /** Without words: the card is a picture. */
    readonly quiet?: boolean;
  }) => {
    const text = useText();
    const type = useWireType(from?.node ?? '', from?.port ?? '');
    const isBlock = port.takes === 'block';
    return (
      <div className="port-row port-in">
        <PortDot
          card={card}
          port={name}
          side="target"
          isBlock={isBlock}
          colour={isBlock ? BLOCK_COLOUR : meaningColour(type?.kind)}
          wired={from !== null}
          optional={port.optional === true}
          title={`${text(port.title)}${type ? ` ${type.shape}` : ''}`}
        />
        <span className={classes('port-words', from === null && 'port-idle')}>
          {(!quiet || isShort(port.symbol)) && <MathSymbol tex={port.symbol} />}
          {!quiet &&
            tags.map((tag) => (
              <span key={tag} className="wire-tag">
                {tag}
              </span>
            ))}
        </span>
      </div>
    );
  },
);

/** An output of a card: its shape, its symbol, its dot. */
export const OutputRow = memo(
  ({
    card,
    name,
    port,
    wired,
  }: {
    readonly card: string;
    readonly name: string;
    readonly port: OutputPort;
    readonly wired: boolean;
  }) => {
    const text = useText();
    const type = useWireType(card, name);
    const isBlock = port.gives === 'block';
    return (
      <div className="port-row port-out">
        <span className={classes('port-words', !wired && 'port-idle')}>
          {type && type.shape !== '[]' && <span className="port-shape">{type.shape}</span>}
          <MathSymbol tex={port.symbol} />
        </span>
        <PortDot
          card={card}
          port={name}
          side="source"
          isBlock={isBlock}
          colour={isBlock ? BLOCK_COLOUR : meaningColour(type?.kind ?? port.meaning?.kind)}
          wired={wired}
          optional={false}
          title={`${text(port.title)}${type ? ` ${type.shape}` : ''}`}
        />
      </div>
    );
  },
);
