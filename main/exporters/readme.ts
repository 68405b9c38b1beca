import { formatShape } from '../../nodes/alphabet/shape.ts';
import type { ExportedDoor, ExportedFunction } from './exported-function.ts';
import type { ExportSource } from './exporter.ts';

/** The README of an export: what each function takes and gives, and a snippet that runs. */
export function exportReadme(
  source: ExportSource,
  functions: readonly ExportedFunction[],
  format: string,
  snippet: (one: ExportedFunction) => string,
  checked: readonly { readonly name: string; readonly worstDifference: number }[],
): string {
  const parts = functions.map((one) => {
    const difference = checked.find(({ name }) => name === one.name)?.worstDifference;
    return [
      `## ${one.name}`,
      one.of === 'block' ? 'A block of the model.' : 'An output of the board.',
      '',
      '| | name | shape | numbers | meaning |',
      '| --- | --- | --- | --- | --- |',
      ...one.inputs.map((door) => row('input', door)),
      ...one.outputs.map((door) => row('output', door)),
      '',
      snippet(one),
      '',
      ...(difference === undefined
        ? []
        : [
            `Checked: run again from these files, it differs from the app by at most ${difference.toExponential(1)} of its largest number.`,
            '',
          ]),
    ].join('\n');
  });
  return `# ${source.document.name}

Exported from Genloom as ${format}. Inference mode; the batch B is open; noise is an input, to be filled with N(0, 1) (or U[0, 1)
where the name says uniform).${functions.some(hasTokens) ? ' What tokens stand for is in `vocabulary.json`; 0 begins and ends a text.' : ''}

${parts.join('\n')}`;
}

const hasTokens = ({ inputs, outputs }: ExportedFunction): boolean =>
  [...inputs, ...outputs].some(({ meaning }) => meaning.vocabulary !== undefined);

function row(kind: string, { name, type, meaning }: ExportedDoor): string {
  const facts = [
    meaning.kind === 'any' ? '' : meaning.kind,
    meaning.form ?? '',
    meaning.range ? `${meaning.range[0]} to ${meaning.range[1]}` : '',
    meaning.classes ? `${meaning.classes} classes` : '',
  ].filter(Boolean);
  return `| ${kind} | \`${name}\` | ${formatShape(type.shape)} | ${type.dtype} | ${facts.join(', ')} |`;
}
