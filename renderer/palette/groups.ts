import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Offer } from '../canvas/offers.ts';
import { families } from '../theme/families.ts';

export interface Group {
  readonly id: string;
  /** A text of its own, or the key of one of the palette's. */
  readonly title: Text | 'recipes' | 'blocks' | 'members';
  readonly offers: readonly Offer[];
}

/** Offers in the order in which a model is built: blocks first, then families. Empty groups are left out. */
export function groupsOf(offers: readonly Offer[]): readonly Group[] {
  const of = (type: Offer['type']) => offers.filter((offer) => offer.type === type);
  const nodes = of('node');
  const byFamily = Object.entries(families).map(([family, { title }]) => ({
    id: family,
    title,
    offers: nodes.filter((offer) => offer.family === family),
  }));
  return [
    { id: 'recipe', title: 'recipes' as const, offers: of('recipe') },
    { id: 'block', title: 'blocks' as const, offers: of('block') },
    { id: 'member', title: 'members' as const, offers: of('member') },
    ...byFamily,
  ].filter(({ offers: some }) => some.length > 0);
}
