import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Wire } from '../../nodes/graph/document.ts';
import { givenName } from '../../nodes/graph/names.ts';
import { useText } from '../language/texts.ts';
import {
  blockIdOf,
  graphNow,
  titleOf,
  useArriving,
  useCardPorts,
  useLeaving,
  useOfCard,
} from './card-state.ts';
import { InputRow, OutputRow } from './port-row.tsx';

interface CardPortsProps {
  readonly id: string;
  /** `quiet`: dots and symbols beside a picture. `chips`: networks are shown by the card itself. */
  readonly look?: 'rows' | 'quiet' | 'chips';
}

const NO_TAGS: readonly string[] = [];
const NO_WIRES: readonly Wire[] = [];
const NO_NAMES: Readonly<Record<string, string>> = {};

/** Port names that wires know and the card has no more. */
const gone = (known: object, wires: readonly Wire[], end: 'from' | 'to'): string[] => [
  ...new Set(wires.map((wire) => wire[end].port).filter((port) => !(port in known))),
];

const ghost = (name: string) => ({
  symbol: `\\text{${name}}`,
  title: { en: `${name} (gone)`, ko: `${name} (없음)` },
});

/** Inputs on the left and outputs on the right, row by row. Ports that only wires remember are drawn too. */
export const CardPorts = memo(({ id, look = 'rows' }: CardPortsProps) => {
  const { inputs, outputs } = useCardPorts(id);
  const arriving = useArriving(id);
  const leaving = useLeaving(id);
  const tags = useNetworkNames(
    id,
    look === 'chips' ? NO_WIRES : arriving.filter(({ to }) => inputs[to.port]?.takes === 'block'),
  );
  const ins = [
    ...Object.entries(inputs),
    ...gone(inputs, arriving, 'to').map((name) => [name, ghost(name)] as const),
  ];
  const outs = [
    ...Object.entries(outputs),
    ...gone(outputs, leaving, 'from').map((name) => [name, ghost(name)] as const),
  ];
  if (ins.length + outs.length === 0) return null;
  return (
    <div className="card-ports" data-look={look}>
      <div>
        {ins.map(([name, port]) => {
          const wires = arriving.filter(({ to }) => to.port === name);
          const isBlock = 'takes' in port && port.takes === 'block';
          return (
            <InputRow
              key={name}
              card={id}
              name={name}
              port={port}
              from={wires[0]?.from ?? null}
              tags={
                isBlock && look !== 'chips' ? wires.map(({ from }) => tags[from.node] ?? from.node) : NO_TAGS
              }
              quiet={look === 'quiet'}
            />
          );
        })}
      </div>
      <div>
        {outs.map(([name, port]) => (
          <OutputRow
            key={name}
            card={id}
            name={name}
            port={port}
            wired={leaving.some(({ from }) => from.port === name)}
          />
        ))}
      </div>
    </div>
  );
});

/**
 * How the networks at the other ends of wires are called, by card.
 * @param id of the card at whose ends they are; `null`: of several cards
 */
export function useNetworkNames(id: string | null, wires: readonly Wire[]): Readonly<Record<string, string>> {
  const text = useText();
  return useOfCard(
    id,
    useShallow((state) => {
      // Hundreds of cards ask at every edit; few have a network wired in.
      if (wires.length === 0) return NO_NAMES;
      const graph = graphNow(state);
      return Object.fromEntries(
        wires.map(({ from }) => {
          const node = graph.nodes[from.node];
          const block = blockIdOf(node);
          return [from.node, text((block && givenName(state.document?.blocks[block])) || titleOf(node))];
        }),
      );
    }),
  );
}
