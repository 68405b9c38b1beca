import { describe } from '../../nodes/graph/describe.ts';
import { readDocument } from '../../nodes/graph/document.ts';
import { weightShapes } from '../shapes/described.ts';

let last: { readonly text: string; readonly weights: ReadonlyMap<string, string> } | null = null;

/** Names and shapes of the weights that a model was compiled with. */
function weightsOf(text: string): ReadonlyMap<string, string> {
  if (last?.text !== text) last = { text, weights: weightShapes(describe(readDocument(text, 'model'))) };
  return last.weights;
}

/**
 * How many tensors of a block a trained model and the document have in common, by name and shape: those are carried over.
 * @param text the document that the model was compiled from
 * @param weights name → shape, of the document as it is now
 */
export function stillFitting(
  text: string,
  weights: ReadonlyMap<string, string>,
  block: string,
): { readonly carried: number; readonly anew: number; readonly count: number } {
  const of = (all: ReadonlyMap<string, string>) => [...all].filter(([name]) => name.startsWith(`${block}/`));
  const trained = new Map(of(weightsOf(text)));
  const now = of(weights);
  const carried = now.filter(([name, shape]) => trained.get(name) === shape).length;
  return { carried, anew: now.length - carried, count: trained.size };
}
