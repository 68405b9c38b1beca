import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { diskError } from '../projects/disk-error.ts';
import type { Exporter, ExportReport, ExportSource } from './exporter.ts';
import { learnedVocabularies } from './learned-vocabularies.ts';
import { writeVocabularies } from './write-vocabularies.ts';

/** Every format by name. A format is added by adding its file to `formats`. */
export const exporters: ReadonlyMap<string, Exporter> = new Map(
  Object.values(import.meta.glob<Exporter>('./formats/*.ts', { eager: true, import: 'default' })).map(
    (exporter) => [exporter.name, exporter],
  ),
);

/**
 * Exports a trained model in a format, into a folder that is new or empty.
 * @throws a sentence for an unknown format and for a folder that holds something
 */
export async function exportModel(
  format: string,
  source: ExportSource,
  folder: string,
): Promise<ExportReport> {
  const exporter = exporters.get(format);
  if (!exporter)
    throw new Error(
      `There is no format '${format}'. Genloom exports ${[...exporters.keys()].join(', ')}. Choose one of them.`,
    );
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new Error(
      `${path.resolve(folder)} is not empty, and an export overwrites nothing. Choose a new or empty folder.`,
    );
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskError(error, 'write', folder);
  });
  const vocabularies = await learnedVocabularies(source.document, source.vocabularies);
  const report = await exporter.export({ ...source, vocabularies }, folder);
  const named = await writeVocabularies(source.document, vocabularies, folder);
  return named === null ? report : { ...report, files: [...report.files, named] };
}
