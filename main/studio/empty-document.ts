import { readDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import { NEWEST_VERSION } from '../../nodes/graph/migrate.ts';

/** A board with nothing on it, and room for a training of a usual length. */
export const emptyDocument = (name: string): GraphDocument =>
  readDocument(
    JSON.stringify({
      format: 'genloom',
      version: NEWEST_VERSION,
      name,
      batch: 64,
      phases: [{ name: 'training', names: { ko: '학습' }, steps: 2000 }],
      board: { nodes: {}, wires: [] },
    }),
    name,
  );
