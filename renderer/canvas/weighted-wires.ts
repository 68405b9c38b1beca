import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import { wireTitle } from '../../nodes/graph/node-title.ts';
import type { WeightedWire } from '../dials/dial-field.tsx';
import { useText } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import { graphNow, useArriving, useCardNode } from './card-state.ts';

/** The wires into a card that has a weight for each; none for other cards. */
export function useWeightedWires(id: string): readonly WeightedWire[] {
  const text = useText();
  const kind = useCardNode(id)?.kind ?? '';
  const dials = Object.values<Dial>(catalogue.get(kind)?.dials ?? {});
  const weighted = dials.some(({ type }) => type === 'weights');
  const arriving = useArriving(id);
  const titles = useDocument((state) => {
    const { document } = state;
    if (!weighted || !document) return '';
    return arriving.map((wire) => text(wireTitle(document, graphNow(state), wire))).join('\n');
  }).split('\n');
  return weighted
    ? arriving.map(({ from, to }, i) => ({ name: to.name ?? from.node, title: titles[i] ?? '' }))
    : [];
}
