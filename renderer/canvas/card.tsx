import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { catalogue } from '../../nodes/catalogue.ts';
import type { GraphNode } from '../../nodes/graph/document.ts';
import { useDocument } from '../state/document.ts';
import { families } from '../theme/families.ts';
import { blockPattern } from './block-pattern.ts';
import { LossBody, OptimizerBody, PictureBody, PlainBody } from './card-body.tsx';
import { CardFoot, CardProblem } from './card-foot.tsx';
import { CardHead } from './card-head.tsx';
import { setCanvas, useCanvas } from './canvas-state.ts';
import {
  blockIdOf,
  graphNow,
  useCardNode,
  useCardProblems,
  useOfCard,
  useProblemsInside,
} from './card-state.ts';

/** How a card is drawn inside. */
type Look = 'plain' | 'view' | 'metric' | 'loss' | 'optimizer';

export function lookOf(node: GraphNode): Look {
  const definition = catalogue.get(node.kind);
  if (!definition) return 'plain';
  if (definition.role === 'view' || definition.role === 'metric') return definition.role;
  if (definition.role === 'optimizer') return 'optimizer';
  return definition.family === 'losses' ? 'loss' : 'plain';
}

/** A node as a card, drawn from its definition. */
export const Card = memo(({ id, selected }: NodeProps) => {
  const node = useCardNode(id);
  const pattern = useOfCard(id, ({ document }) => blockPattern(document, blockIdOf(node)));
  // All calls of a block light up when one of them is under the pointer.
  const together = useSharedWithHovered(id);
  const problems = useCardProblems(id).length + useProblemsInside(id);
  if (!node) return null;
  const definition = catalogue.get(node.kind);
  const look = lookOf(node);
  return (
    <article
      className="card"
      data-look={look}
      data-selected={selected || undefined}
      data-together={together || undefined}
      data-bad={problems > 0 || undefined}
      data-off={node.off || undefined}
      data-unknown={definition === undefined || undefined}
      data-pattern={pattern}
      style={
        {
          '--family': definition ? families[definition.family].colour : 'var(--muted)',
        } as React.CSSProperties
      }
      onPointerEnter={() => setCanvas({ hoveredCard: id })}
      onPointerLeave={() => setCanvas({ hoveredCard: null })}
    >
      <CardHead id={id} />
      <Body id={id} look={look} />
      <CardFoot id={id} />
      {selected && <CardProblem id={id} />}
    </article>
  );
});

function Body({ id, look }: { readonly id: string; readonly look: Look }) {
  switch (look) {
    case 'view':
    case 'metric':
      return <PictureBody id={id} metric={look === 'metric'} />;
    case 'loss':
      return <LossBody id={id} />;
    case 'optimizer':
      return <OptimizerBody id={id} />;
    case 'plain':
      return <PlainBody id={id} />;
  }
}

/** A yes or no alone: of hundreds of cards, only those that light up are drawn again when the pointer goes on. */
function useSharedWithHovered(id: string): boolean {
  const block = useOfCard(id, (state) => blockIdOf(graphNow(state).nodes[id]));
  return useCanvas(
    ({ hoveredCard }) =>
      block !== null &&
      hoveredCard !== null &&
      hoveredCard !== id &&
      blockIdOf(graphNow(useDocument.getState()).nodes[hoveredCard]) === block,
  );
}
