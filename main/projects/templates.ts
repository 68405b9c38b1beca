import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { aboutSchema, type TemplateAbout } from '../../templates/about.ts';
import { diskError } from './disk-error.ts';
import { projectRoot } from './root.ts';

const DOCUMENT = 'document.genloom';
const ABOUT = 'about.json';
const WEIGHTS = 'weights.safetensors';
const THUMBNAIL = 'thumbnail.png';

/** A document to begin from, with what ships beside it. */
export interface Template {
  /** Name of its folder. */
  readonly name: string;
  readonly folder: string;
  readonly document: GraphDocument;
  /** `null` where the folder has no `about.json`. */
  readonly about: TemplateAbout | null;
  /** Files, `null` where they are not there. */
  readonly weights: string | null;
  readonly thumbnail: string | null;
}

const shipped = (): string => path.join(projectRoot(), 'templates');

/** The names of all templates, in the order of the alphabet. */
export async function templateNames(folder = shipped()): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw diskError(error, 'read', folder);
  });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, DOCUMENT)))
    .map(({ name }) => name)
    .sort();
}

/** Reads the template of that name. @throws a sentence where a file of it is missing or broken */
export const readTemplate = (name: string, folder = shipped()): Promise<Template> =>
  readTemplateFolder(path.join(folder, name));

/** Where the picture of the template of that name lies, if it has one. */
export const thumbnailOf = (name: string, folder = shipped()): string => path.join(folder, name, THUMBNAIL);

/** Reads a template from its folder. @throws a sentence where a file of it is missing or broken */
export async function readTemplateFolder(folder: string): Promise<Template> {
  const file = (name: string) => path.join(folder, name);
  const read = (name: string) =>
    readFile(file(name), 'utf8').catch((error: unknown) => {
      throw diskError(error, 'read', file(name));
    });
  const there = (name: string) => (existsSync(file(name)) ? file(name) : null);
  return {
    name: path.basename(folder),
    folder,
    document: readDocument(await read(DOCUMENT), file(DOCUMENT)),
    about: there(ABOUT) ? readAbout(await read(ABOUT), file(ABOUT)) : null,
    weights: there(WEIGHTS),
    thumbnail: there(THUMBNAIL),
  };
}

function readAbout(text: string, where: string): TemplateAbout {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${where} should be JSON, but ${(error as Error).message}. Mend it.`, { cause: error });
  }
  const parsed = aboutSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Error(`${where} is broken at ${issue.path.join('.') || 'its top'}: ${issue.message}. Mend it.`);
}
