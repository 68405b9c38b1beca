import type { Tensor } from './alphabet/operation.ts';
import type { Block, InputPort } from './port.ts';

/** Ports for the inputs of a block that a node does not fill itself: all but the first (a label, a condition, a time). */

/** @param taken names of the node's own ports, which hide inputs of the block that are called the same */
export const sidePorts = (block: Block | null, taken: readonly string[]): Record<string, InputPort> =>
  Object.fromEntries(
    (block?.inputs.slice(1) ?? [])
      .filter((name) => !taken.includes(name))
      .map((name) => [
        name,
        { symbol: block!.symbols[name] ?? name, title: { en: name, ko: name }, optional: true },
      ]),
  );

/** What was wired into those ports, as a call of the block takes it. */
export const sideInputs = (
  block: Block,
  inputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(
    block.inputs.slice(1).flatMap((name) => {
      const value = inputs[name] as Tensor | undefined;
      return value && 'trace' in value ? [[name, value]] : [];
    }),
  );
