import type { NodeDefinition } from './contract.ts';
import type { Recipe } from './recipe.ts';

const files = import.meta.glob<{ default: NodeDefinition | Recipe }>(
  './{data,noise,blocks,maths,losses,training,sampling,metrics,views,layers,recipes}/*.ts',
  { eager: true },
);
const found = Object.values(files).map((file) => file.default);

const byKind = <T extends { readonly kind: string }>(items: readonly T[]): ReadonlyMap<string, T> => {
  const map = new Map<string, T>();
  for (const item of items) {
    if (map.has(item.kind)) throw new Error(`Two files define '${item.kind}'.`);
    map.set(item.kind, item);
  }
  return map;
};

/** Every node by kind: all that stands in the family folders. A node is added by adding its file. */
export const catalogue = byKind(found.filter((item): item is NodeDefinition => 'build' in item));

/** Every recipe by kind. */
export const recipes = byKind(found.filter((item): item is Recipe => 'draw' in item));
