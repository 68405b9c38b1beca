/** A line of a run's `metrics.jsonl`. */
export type RunRecord =
  /** Means since the last report. */
  | { kind: 'numbers'; step: number; seconds: number; numbers: Record<string, number> }
  /** What a metric or a view measured on held-out examples. */
  | { kind: 'look'; step: number; node: string; numbers: Record<string, number> }
  /** A live dial was turned after this step. */
  | { kind: 'dial'; step: number; node: string; dial: string; value: number }
  /** Where training began or went on, and on what. */
  | { kind: 'start'; step: number; fingerprint: string; identical: boolean }
  /** Numbers that show that something goes wrong, though training goes on. */
  | ({ kind: 'warning'; step: number; node: string; number: string; value: number } & Told)
  | ({ kind: 'problem'; step: number } & Told);

/** A sentence; `ko` is missing in runs of before it was kept. */
interface Told {
  sentence: string;
  ko?: string;
}
