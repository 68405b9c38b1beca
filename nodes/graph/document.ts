import { z } from 'zod';
import { migrate, NEWEST_VERSION } from './migrate.ts';
import { Problem } from '../alphabet/problem.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, {
  message: 'ids are lower-case letters, digits and hyphens, and begin with a letter',
});

const dial = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.number()),
  z.record(z.string(), z.number()),
]);

/** `name` in other languages, where it is not the same in all of them. */
const names = z.looseObject({ ko: z.string().optional() }).optional();

const node = z.looseObject({
  /** What it is; a kind that this version does not know is kept as it stands. */
  kind: z.string(),
  /** A name of its own; the kind's title where absent. */
  name: z.string().optional(),
  names,
  dials: z.record(z.string(), dial).default({}),
  position: z.object({ x: z.number(), y: z.number() }).optional(),
  /** Switched off: a layer passes through, a term leaves its sum, a metric or view sleeps. */
  off: z.boolean().optional(),
});

const wire = z.looseObject({
  from: z.object({ node: id, port: z.string() }),
  /** `name` tells the wires of a `several` port apart. */
  to: z.object({ node: id, port: z.string(), name: z.string().optional(), names }),
});

/** Cards that belong together, drawn around them. Nothing of it is computed. */
const frame = z.looseObject({
  name: z.string(),
  names,
  /** Its cards and its notes; a card is in one frame only. */
  nodes: z.array(id),
  notes: z.array(id).optional(),
  /** Drawn as one card with the wires that cross its border. */
  folded: z.boolean().optional(),
});

/** A text on the canvas. */
const note = z.looseObject({ text: z.string(), position: z.object({ x: z.number(), y: z.number() }) });

const graph = {
  nodes: z.record(id, node),
  wires: z.array(wire),
  frames: z.record(id, frame).optional(),
  notes: z.record(id, note).optional(),
};

const design = z.looseObject({
  ...graph,
  /** What drew it, as long as nobody edited it by hand. */
  recipe: z.object({ kind: z.string(), dials: z.record(z.string(), dial) }).optional(),
  /** What drew it before somebody edited it by hand, so that it can be drawn anew. */
  formerRecipe: z.object({ kind: z.string(), dials: z.record(z.string(), dial) }).optional(),
});

/** Weights that were trained elsewhere. The hash says which: what is no longer the same is not taken. */
const startingWeights = z.looseObject({
  kind: z.enum(['run', 'template', 'file']),
  /** Folder of the run, name of the template, or a safetensors file. */
  of: z.string().min(1),
  /** The block there whose weights these are; the same id where absent. */
  block: id.optional(),
  /** SHA-256 of the checkpoint or the file, as hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { message: 'a SHA-256 is 64 hexadecimal digits' }),
});

const block = z.looseObject({
  design: id,
  name: z.string().optional(),
  names,
  /** What it starts from; new weights where absent. */
  startsFrom: startingWeights.optional(),
  /** Moved by no optimizer. */
  frozen: z.boolean().optional(),
});

const documentSchema = z.looseObject({
  format: z.literal('genloom'),
  version: z.literal(NEWEST_VERSION),
  name: z.string(),
  seed: z.int().min(0).max(0x7fffffff).default(1),
  /** B: examples in a batch. */
  batch: z.int().min(1).max(65_536),
  phases: z.array(z.looseObject({ name: z.string(), names, steps: z.int().min(1) })).min(1),
  board: z.looseObject(graph),
  blocks: z.record(id, block).default({}),
  designs: z.record(id, design).default({}),
});

export type GraphDocument = z.infer<typeof documentSchema>;
export type Graph = Pick<GraphDocument['board'], 'nodes' | 'wires' | 'frames' | 'notes'>;
export type Frame = z.infer<typeof frame>;
export type Note = z.infer<typeof note>;
export type StartingWeights = z.infer<typeof startingWeights>;
export type GraphNode = z.infer<typeof node>;
export type Wire = z.infer<typeof wire>;
export type Design = z.infer<typeof design>;
export type DialValue = z.infer<typeof dial>;

/**
 * Reads a document, migrating older versions forward. Unknown kinds of node and unknown fields are kept.
 * @param where what to call it in a sentence, such as a file name
 * @throws Problem where it is broken, not a Genloom document, or from a newer version
 */
export function readDocument(text: string, where: string): GraphDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem(
      `${where} is not a Genloom document: it is not valid JSON (${(error as Error).message}). Open an older copy of it, or its autosave; the file was left as it is.`,
      `${where}은(는) Genloom 문서가 아닙니다. 올바른 JSON이 아닙니다(${(error as Error).message}). 이전 사본이나 자동 저장본을 여세요. 파일은 그대로 두었습니다.`,
    );
  }
  const parsed = documentSchema.safeParse(migrate(value, where));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const path = issue.path.join('.') || 'the document';
  throw new Problem(
    `${where} is broken at ${path}: ${issue.message}. Mend it in a text editor or open an older copy; the file was left as it is.`,
    `${where}의 ${path} 부분이 잘못되었습니다: ${issue.message}. 텍스트 편집기로 고치거나 이전 사본을 여세요. 파일은 그대로 두었습니다.`,
  );
}

/** The document as a file: JSON with two spaces, keys in the order they have. */
export const writeDocument = (document: GraphDocument): string => `${JSON.stringify(document, null, 2)}\n`;
