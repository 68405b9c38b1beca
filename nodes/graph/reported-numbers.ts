import type { Tensor } from '../alphabet/operation.ts';
import { catalogue } from '../catalogue.ts';
import type { Slice } from './slice.ts';
import type { PortValues } from './scope.ts';

/**
 * What an update tells beside its work: the loss, what the optimizer says of itself, and the single numbers of the losses on
 * the board by `node.port`. Of those, losses that this one is not made of are left out, and so is everything that would
 * cost more than the arithmetic of losses: the generator's update need not look at real data to tell the score of the
 * discriminator.
 */
export function reportedNumbers(slice: Slice, optimizer: string, made: PortValues): Record<string, Tensor> {
  const loss = slice.arriving(optimizer, 'loss');
  if (!loss || !('trace' in loss)) return numbersOf(optimizer, made);
  const losses = slice.built.filter(
    ({ path, kind }) => path === '' && catalogue.get(kind)?.family === 'losses',
  );
  const ancestry = new Ancestry(slice, new Set(losses.map(({ node }) => node)));
  const known = ancestry.of(loss);
  return {
    ...Object.fromEntries(
      losses.flatMap(({ node, outputs }) =>
        Object.entries(numbersOf(node, outputs)).filter(
          ([, tensor]) =>
            known.has(tensor.id) ||
            (slice.meaningOf(tensor).kind !== 'loss' && ancestry.isCheapBeside(known, tensor)),
        ),
      ),
    ),
    ...numbersOf(optimizer, made),
    loss,
  };
}

const numbersOf = (node: string, outputs: PortValues): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(outputs).flatMap(([port, value]) =>
      value && 'trace' in value && value.shape.length === 0 && value.dtype === 'float32'
        ? [[`${node}.${port}`, value] as const]
        : [],
    ),
  );

/** From which values a value is computed. */
class Ancestry {
  readonly #madeBy = new Map<number, { readonly inputs: readonly number[]; readonly byLoss: boolean }>();

  constructor(slice: Slice, losses: ReadonlySet<string>) {
    for (const { inputs, outputs, origin } of slice.settings.trace.instructions)
      for (const output of outputs)
        this.#madeBy.set(output, { inputs, byLoss: origin?.path === '' && losses.has(origin.node) });
  }

  of(tensor: Tensor): ReadonlySet<number> {
    const all = new Set([tensor.id]);
    for (const id of all) for (const input of this.#madeBy.get(id)?.inputs ?? []) all.add(input);
    return all;
  }

  /** Whether, with `known` computed, nothing but operations of losses is left to do. */
  isCheapBeside(known: ReadonlySet<number>, tensor: Tensor): boolean {
    const missing = new Set([tensor.id]);
    for (const id of missing) {
      if (known.has(id)) continue;
      const made = this.#madeBy.get(id);
      if (!made?.byLoss) return false;
      for (const input of made.inputs) missing.add(input);
    }
    return true;
  }
}
