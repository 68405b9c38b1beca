import type { Text } from '../alphabet/problem.ts';

/** Where something stands: on the board (`''`) or in a design, at which node and port. */
export interface Place {
  /** Call path from the board inwards, `''` on the board. */
  readonly path: string;
  readonly node: string;
  readonly port?: string;
}

/** A sentence at its place. An error keeps the model from training; a warning does not. */
export interface GraphProblem {
  readonly severity: 'error' | 'warning';
  readonly place: Place | null;
  readonly text: Text;
}

export const formatPlace = (place: Place | null): string =>
  place
    ? `${place.path ? `${place.path}/` : ''}${place.node}${place.port ? `.${place.port}` : ''}`
    : 'document';

/** Stops the evaluation of what depends on something that has its problem already. */
export class Blocked extends Error {}

/** A gradient passes through something that was remembered instead of written. */
export class Unwritten extends Error {}
