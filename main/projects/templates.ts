import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { diskError } from './disk-error.ts';
import { projectRoot } from './root.ts';

const DOCUMENT = 'document.genloom';
const ABOUT = 'about.json';
const WEIGHTS = 'weights.safetensors';
const THUMBNAIL = 'thumbnail.png';

const text = z.object({ en: z.string(), ko: z.string() });

/** The five questions that any generative model answers. */
const storySchema = z.looseObject({
  /** What is random, and what is given: the model written down. */
  formulation: text,
  /** Which networks stand for which distributions and functions. */
  representation: text,
  /** What is minimized. */
  objective: text,
  /** How it is minimized. */
  optimization: text,
  /** How the trained model is used. */
  inference: text,
});

/** One thing to try: a dial, a value, and where to look. */
const attemptSchema = z.looseObject({
  text,
  /** Node of the board, and its dial; of a dial with a number for each wire, `weights.kl`. */
  node: z.string(),
  dial: z.string(),
  value: z.union([z.number(), z.string(), z.boolean(), z.array(z.number())]),
  /** The view or metric that shows what changes. */
  look: z.string(),
  /** What becomes of a number of that metric within so many steps, for a test to hold. */
  promise: z
    .object({
      number: z.string(),
      becomes: z.enum(['smaller', 'larger']),
      steps: z.int().min(1).default(100),
    })
    .optional(),
});

const aboutSchema = z.looseObject({
  /** What it lets a person find out. */
  question: text,
  story: storySchema.optional(),
  tryThis: z.array(attemptSchema).optional(),
  /** How much one should know before. */
  level: z.string().optional(),
  /** How long its training takes on two cores. */
  minutes: z.number().positive().optional(),
  /** What its weights must reach, by the names of `measured`; a test holds it. */
  reaches: z
    .record(z.string(), z.object({ atLeast: z.number().optional(), atMost: z.number().optional() }))
    .optional(),
  /** What trainings with the seeds 1, 2, ... reached in the numbers of `reaches`: luck and rule can be told apart. */
  overSeeds: z.record(z.string(), z.array(z.number())).optional(),
  /** What its own weights reach, by name. */
  measured: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
});

export type TemplateAbout = z.infer<typeof aboutSchema>;
export type Attempt = z.infer<typeof attemptSchema>;

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
