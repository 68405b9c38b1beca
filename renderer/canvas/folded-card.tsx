import type { NodeProps } from '@xyflow/react';
import { TriangleAlert } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useTexts } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import { canvasTexts } from './canvas-texts.ts';
import { useNetworkNames } from './card-ports.tsx';
import { useCardPorts, useGraph, useProblemsOf, useWireType } from './card-state.ts';
import { crossingsOf, type Crossing } from './folded.ts';
import { FrameTitle, useFrame } from './frame.tsx';
import { growsTitle } from './keeps-size.ts';
import { BLOCK_COLOUR, meaningColour } from './meaning-colours.ts';
import { PortDot } from './port-dot.tsx';
import { MathSymbol } from './symbol.tsx';

/** A folded frame: one card with a dot for each output whose wires cross its border. */
export const FoldedCard = memo(({ id: key, selected }: NodeProps) => {
  const t = useTexts(canvasTexts);
  const { id, frame } = useFrame(key);
  const graph = useGraph();
  const { entering, leaving } = useMemo(() => crossingsOf(graph, frame?.nodes ?? []), [graph, frame]);
  const names = useNetworkNames(
    null,
    useMemo(() => [...entering, ...leaving].map(({ wire }) => wire), [entering, leaving]),
  );
  const holdsChosen = useDocument(({ selection }) =>
    selection.nodes.some((node) => frame?.nodes.includes(node)),
  );
  const problems = useProblemsOf(frame?.nodes ?? NO_CARDS);
  if (!frame) return null;
  return (
    <section
      className="card folded"
      data-look="plain"
      data-selected={selected || holdsChosen || undefined}
      data-bad={problems > 0 || undefined}
    >
      <header ref={growsTitle} className="card-head">
        <FrameTitle frameKey={key} id={id} frame={frame} />
      </header>
      <p className="card-line">{t('cardsInside', { count: frame.nodes.length })}</p>
      <div className="card-ports">
        {(['target', 'source'] as const).map((side) => (
          <div key={side}>
            {(side === 'target' ? entering : leaving).map((crossing) => (
              <CrossingRow
                key={crossing.handle}
                card={key}
                side={side}
                crossing={crossing}
                network={names[crossing.wire.from.node] ?? ''}
              />
            ))}
          </div>
        ))}
      </div>
      {problems > 0 && (
        <p className="card-foot">
          <span className="card-mark text-bad">
            <TriangleAlert size={12} aria-hidden />
            {t('problemsInside', { count: problems })}
          </span>
        </p>
      )}
    </section>
  );
});

const NO_CARDS: readonly string[] = [];

function CrossingRow({
  card,
  side,
  crossing: { handle, wire },
  network,
}: {
  readonly card: string;
  readonly side: 'source' | 'target';
  readonly crossing: Crossing;
  /** What the network is called, where it is one that passes. */
  readonly network: string;
}) {
  const { node, port } = wire.from;
  const output = useCardPorts(node).outputs[port];
  const type = useWireType(node, port);
  const isBlock = output?.gives === 'block';
  const symbol = <MathSymbol tex={output?.symbol ?? port} />;
  return (
    <div className={side === 'target' ? 'port-row port-in' : 'port-row port-out'}>
      <span className="port-words">
        {isBlock ? (
          <span className="wire-tag">{network}</span>
        ) : (
          <>
            {side === 'source' && type && <span className="port-shape">{type.shape}</span>}
            {symbol}
          </>
        )}
      </span>
      <PortDot
        card={card}
        port={handle}
        side={side}
        isBlock={isBlock}
        colour={isBlock ? BLOCK_COLOUR : meaningColour(type?.kind ?? output?.meaning?.kind)}
        wired
        optional={false}
        title={`${network}: ${port}${type ? ` ${type.shape}` : ''}`}
        passes
      />
    </div>
  );
}
