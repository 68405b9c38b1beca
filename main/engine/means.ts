import type { Update } from './update.ts';

/** Running means of what updates tell. */
export class Means {
  #sums: Record<string, { sum: number; count: number }> = {};

  get empty(): boolean {
    return Object.keys(this.#sums).length === 0;
  }

  add(updates: readonly Update[]): void {
    for (const { optimizer, numbers } of updates)
      for (const [name, value] of Object.entries(numbers)) {
        const full = name === 'loss' ? `${optimizer}.loss` : name;
        const known = (this.#sums[full] ??= { sum: 0, count: 0 });
        known.sum += value;
        known.count++;
      }
  }

  /** The means so far; then it begins anew. */
  take(): Record<string, number> {
    const means = Object.fromEntries(
      Object.entries(this.#sums).map(([name, { sum, count }]) => [name, sum / count]),
    );
    this.#sums = {};
    return means;
  }
}
