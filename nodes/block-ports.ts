import type { BlockArguments } from './build-context.ts';
import type { Block, InputPort, OutputPort } from './port.ts';

/** The ports that a card has for the doors of the block that it calls. */
export function portsOfBlock({ inputs, outputs, optional, blocks, symbols }: Block): {
  readonly inputs: Readonly<Record<string, InputPort>>;
  readonly outputs: Readonly<Record<string, OutputPort>>;
} {
  const port = (name: string) => ({ symbol: symbols[name] ?? name, title: { en: name, ko: name } });
  return {
    inputs: Object.fromEntries(
      inputs.map((name) => [
        name,
        {
          ...port(name),
          ...(optional.includes(name) ? { optional: true as const } : {}),
          ...(blocks.includes(name) ? { takes: 'block' as const } : {}),
        },
      ]),
    ),
    outputs: Object.fromEntries(outputs.map((name) => [name, port(name)])),
  };
}

/** What arrives at the grown ports of a card, without those that are open. */
export const wiredOf = (inputs: Readonly<Record<string, unknown>>): BlockArguments =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)) as BlockArguments;
