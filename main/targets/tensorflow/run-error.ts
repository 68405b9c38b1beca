import type { Instruction, Origin } from '../../../nodes/program/program.ts';

/** A graph that TensorFlow could not load or run, told at the place on the board that the failing node was written for. */
export class RunError extends Error {
  /** Where the operation was written; null where it cannot be told. */
  readonly origin: Origin | null;
  /** The kind of the operation; null where it cannot be told. */
  readonly kind: string | null;

  constructor(message: string, instruction: Instruction | undefined, cause: unknown) {
    super(message, { cause });
    this.name = 'RunError';
    this.origin = instruction?.origin ?? null;
    this.kind = instruction?.kind ?? null;
  }
}

/**
 * Turns an error of TensorFlow, which names a node of the graph, into one that names its place on the board.
 * @param doing what was tried, such as "run"
 * @param places which instruction wrote the nodes of a scope
 */
export function explainError(
  error: unknown,
  doing: 'load' | 'run',
  places: ReadonlyMap<string, Instruction>,
): RunError {
  const text = error instanceof Error ? error.message : String(error);
  const instruction = placeOf(text, places);
  return new RunError(
    `TensorFlow could not ${doing} ${instruction ? described(instruction) : 'the graph'}: ${reasonOf(text)}`,
    instruction,
    error,
  );
}

/** TensorFlow names the failing node first, and may have put words around the name that it was given. */
function placeOf(text: string, places: ReadonlyMap<string, Instruction>): Instruction | undefined {
  for (const [scope] of text.matchAll(/(?<![A-Za-z0-9])e\d+\/v\d+/g)) {
    const found = places.get(scope);
    if (found) return found;
  }
  return undefined;
}

/** The operation and the node of the board that wrote it, in words. */
export function described(instruction: Instruction): string {
  const { kind, origin } = instruction;
  if (!origin) return `the operation '${kind}'`;
  const place = origin.path ? `node '${origin.node}' in '${origin.path}'` : `node '${origin.node}'`;
  return `the operation '${kind}' of ${place}${origin.backward ? ' (its gradient)' : ''}`;
}

/** The first line, without what tfjs-node and TensorFlow put around it. */
function reasonOf(text: string): string {
  const [line = ''] = text
    .replace(/^Session fail to run with error: |^Failed to load SavedModel: /, '')
    .replace(/\{\{(function_)?node [^}]*\}\}/g, '')
    .replace(/\[\[\s*\]\]/g, '')
    .split('\n');
  const reason = line.trim();
  return reason.endsWith('.') ? reason : `${reason}.`;
}
