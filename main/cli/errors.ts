import { Problem } from '../../nodes/alphabet/problem.ts';

/** The command line cannot be understood: exit code 2. */
export class UsageError extends Problem {}

/** No backend that was asked for works: exit code 4. */
export class NoBackend extends Error {}
