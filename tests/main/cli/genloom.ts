import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Streams } from '../../../main/cli/console.ts';
import { main } from '../../../main/cli/main.ts';
import { writeDocument, type GraphDocument } from '../../../nodes/graph/document.ts';

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** The lines of stdout as JSON; throws where one is none. */
  records<T = Record<string, unknown>>(kind?: string): T[];
}

interface Circumstances {
  readonly environment?: NodeJS.ProcessEnv;
  /** Presses Ctrl+C when this was written to stdout. */
  readonly stopAt?: (text: string) => boolean;
}

/** Runs a command line in this process, with streams that remember. */
export async function genloom(args: readonly string[], circumstances: Circumstances = {}): Promise<Answer> {
  const { environment = {}, stopAt = () => false } = circumstances;
  let out = '';
  let error = '';
  let stop: (() => void) | null = null;
  const streams: Streams = {
    out(text) {
      out += text;
      if (!stopAt(text)) return;
      stop?.();
      stop = null;
    },
    error: (text) => void (error += text),
    interactive: false,
    columns: () => 80,
    program: 'genloom',
    onStop(listener) {
      stop = listener;
      return () => (stop = null);
    },
  };
  const code = await main(args, streams, environment);
  return {
    code,
    out,
    error,
    records: <T>(kind?: string) =>
      out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as { kind: string })
        .filter((record) => kind === undefined || record.kind === kind) as T[],
  };
}

/** A new folder to work in while the tests of a file run, and the way back. */
export function inNewFolder(): void {
  const before = process.cwd();
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'genloom-cli-'));
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Writes a document into the folder at hand. */
export function writeDocumentFile(file: string, drawn: GraphDocument): string {
  writeFileSync(file, writeDocument(drawn));
  return file;
}
