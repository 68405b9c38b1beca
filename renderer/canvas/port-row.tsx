import { memo } from 'react';
import type { InputPort, OutputPort } from '../../nodes/port.ts';
import { useText } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { useWireType } from './card-state.ts';
import { BLOCK_COLOUR, meaningColour } from './meaning-colours.ts';
import { PortDot } from './port-dot.tsx';
import { isShort, MathSymbol } from './symbol.tsx';

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
