import { FAMILIES, type TemplateAbout } from '../../templates/about.ts';
import { formatCount } from './format.ts';

/** A template by the name of its folder, and what it says of itself. */
export interface Told {
  readonly name: string;
  readonly about: TemplateAbout;
}

const HEAD = ['template', 'reached on its own weights', 'weights', 'minutes on 2 cores'];

/** The table of README: what each template reaches, by family, as lines of Markdown with aligned columns. */
export function reachedTable(templates: readonly Told[]): string[] {
  const place = ({ about }: Told) => FAMILIES.indexOf(about.family!);
  const rows = templates
    .toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name, 'en'))
    .map(({ name, about: { headline, measured, minutes } }) => [
      `\`${name}\``,
      `${headline!.name.en} ${measured![headline!.number]}`,
      formatCount(Number(measured!['parameters'])),
      `${minutes} min`,
    ]);
  const widths = HEAD.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!, fill)).join(' | ')} |`;
  return [
    line(HEAD),
    line(
      HEAD.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ];
}
