import type { GraphDocument } from '../../nodes/graph/document.ts';
import { freeName } from './free-id.ts';

/** Renames a phase; the optimizers that belong to it follow. */
export function renamePhase(document: GraphDocument, index: number, wish: string): void {
  const phase = document.phases[index];
  const name = wish.trim();
  if (!phase || name === '' || name === phase.name) return;
  const others = document.phases.filter((other) => other !== phase).map((other) => other.name);
  const next = freeName(others, name);
  for (const node of Object.values(document.board.nodes))
    if (node.dials.phase === phase.name) node.dials.phase = next;
  phase.name = next;
  // What a person types is the same in both languages.
  delete phase.names;
}

/** Another phase at the end, as long as the last one. */
export function addPhase(document: GraphDocument, wish: string): void {
  const name = freeName(
    document.phases.map((phase) => phase.name),
    wish,
  );
  document.phases.push({ name, steps: document.phases.at(-1)?.steps ?? 1000 });
}

/** Takes a phase away; the last one stays. Optimizers that belonged to it go to the first phase. */
export function removePhase(document: GraphDocument, index: number): void {
  const phase = document.phases[index];
  if (!phase || document.phases.length === 1) return;
  document.phases.splice(index, 1);
  for (const node of Object.values(document.board.nodes))
    if (node.dials.phase === phase.name) delete node.dials.phase;
}
