interface NamedSeries {
  readonly run: string;
  readonly name: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Curves as a table: a row a step of a run, a column a curve; empty where a curve has no value there. */
export function curvesAsCsv(series: readonly NamedSeries[]): string {
  const names = [...new Set(series.map(({ name }) => name))];
  const lines = [['run', 'step', ...names].map(cell).join(',')];
  for (const run of new Set(series.map((one) => one.run))) {
    const rows = new Map<number, (number | undefined)[]>();
    for (const { name, steps, values } of series.filter((one) => one.run === run))
      for (const [i, step] of steps.entries()) {
        let row = rows.get(step);
        if (!row) rows.set(step, (row = Array<number | undefined>(names.length).fill(undefined)));
        row[names.indexOf(name)] = values[i]!;
      }
    for (const [step, row] of [...rows].sort(([a], [b]) => a - b))
      lines.push([cell(run), step, ...row.map((value) => value ?? '')].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** Quoted where RFC 4180 asks for it. */
const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
