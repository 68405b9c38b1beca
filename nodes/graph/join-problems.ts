import type { GraphProblem } from './problems.ts';

/**
 * The problems of a document: what its shapes tell, and what only compiling meets. Each entry point meets what is wrong with its
 * own batch size, so a place that has its sentence already gets no second one.
 */
export function joinProblems(
  ofShapes: readonly GraphProblem[],
  ofCompiling: readonly GraphProblem[],
): readonly GraphProblem[] {
  const problems = new Map(ofShapes.map((problem) => [keyOf(problem), problem]));
  const told = new Set(ofShapes.map(({ place }) => JSON.stringify(place)));
  for (const problem of ofCompiling) {
    const place = JSON.stringify(problem.place);
    if (problem.place !== null && told.has(place)) continue;
    told.add(place);
    problems.set(keyOf(problem), problem);
  }
  return [...problems.values()];
}

/** Problems with equal keys are the same one. */
export const keyOf = ({ place, text }: GraphProblem): string => `${JSON.stringify(place)} ${text.en}`;
