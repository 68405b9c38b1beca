import type { Text } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';

/** Reports in a row that a number must stay beyond its bound: one bad batch is no trouble. */
const PATIENCE = 10;

export interface Warning {
  readonly node: string;
  readonly number: string;
  readonly value: number;
  readonly text: Text;
}

/** Listens to what a training reports for the alarms that the nodes of its board have. */
export class Alarms {
  readonly #alarms: readonly (Omit<Warning, 'value'> & { readonly above: number })[];
  /** How many reports in a row each alarm has been ringing. */
  readonly #ringing = new Map<string, number>();

  constructor({ board }: GraphDocument) {
    this.#alarms = Object.entries(board.nodes).flatMap(([node, { kind, off }]) => {
      const definition = catalogue.get(kind);
      const alarms = definition && 'alarms' in definition && !off ? definition.alarms : undefined;
      return (alarms ?? []).map(({ port, above, text }) => ({ node, number: port, above, text }));
    });
  }

  /** @param numbers of one report, by `node.port` @returns the alarms that have rung long enough just now */
  heard(numbers: Readonly<Record<string, number>>): Warning[] {
    return this.#alarms.flatMap(({ above, ...alarm }) => {
      const name = `${alarm.node}.${alarm.number}`;
      const value = numbers[name];
      if (value === undefined) return [];
      const count = value > above ? (this.#ringing.get(name) ?? 0) + 1 : 0;
      this.#ringing.set(name, count);
      return count === PATIENCE ? [{ ...alarm, value }] : [];
    });
  }
}
