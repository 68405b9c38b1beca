import { Problem } from '../../nodes/alphabet/problem.ts';
import { compile } from '../../nodes/graph/compile.ts';
import type { Compiled } from '../../nodes/graph/compiled.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Pin } from '../../nodes/graph/probe.ts';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import { formatPlace } from '../../nodes/graph/problems.ts';

/** Examples that views, metrics and outputs compute at once. */
const LOOK_BATCH = 100;

/** Compiles a document to run it. @throws Problem with everything that keeps it from running */
export function mustCompile(
  document: GraphDocument,
  pins: readonly Pin[] = [],
  vocabularies: ReadonlyMap<string, Vocabulary> = new Map(),
): Compiled {
  const compiled = compile(document, { lookBatch: LOOK_BATCH, pins, vocabularies });
  const errors = compiled.problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return compiled;
  const list = (language: 'en' | 'ko') =>
    errors.map(({ place, text }) => `  ${formatPlace(place)}: ${text[language]}`).join('\n');
  throw new Problem(
    `'${document.name}' cannot run yet:\n${list('en')}`,
    `'${document.name}'은(는) 아직 실행할 수 없습니다.\n${list('ko')}`,
  );
}
