import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import type { Values } from '../targets/target.ts';
import type { Counters } from './checkpoint.ts';

/** What one update of an optimizer told. */
export interface Update {
  readonly optimizer: string;
  readonly draw: number;
  /** Losses and the optimizer's own numbers, by `node.port`; `loss` is what was differentiated. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Pinned wires, by name: see `nodes/graph/probe`. */
  readonly probes: Readonly<Record<string, Values>>;
}

/** The outputs of an optimizer's program, told apart: single numbers, and pinned wires. */
export function toldBy(outputs: Readonly<Record<string, Values>>): Pick<Update, 'numbers' | 'probes'> {
  const numbers: Record<string, number> = {};
  const probes: Record<string, Values> = {};
  for (const [name, values] of Object.entries(outputs))
    if (name.startsWith('probe/')) probes[name.slice('probe/'.length)] = values;
    else numbers[name] = values.data[0]!;
  return { numbers, probes };
}

/** A loss that is no number any more: the step that it came in, before any weight was lost for good. */
export class NonFiniteLoss extends Problem {
  readonly optimizer: string;
  readonly counters: Counters;

  /** @param title how the optimizer is called */
  constructor(optimizer: string, title: Text, counters: Counters, loss: number) {
    super(
      `The loss of '${title.en}' became ${loss} in step ${counters.step + 1}.`,
      `${counters.step + 1}스텝에서 '${title.ko}'의 손실이 ${loss}이(가) 되었습니다.`,
    );
    this.optimizer = optimizer;
    this.counters = counters;
  }
}
