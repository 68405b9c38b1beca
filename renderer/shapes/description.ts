import { create } from 'zustand';
import type { GraphProblem } from '../../nodes/graph/problems.ts';

interface DescriptionState {
  readonly problems: readonly GraphProblem[];
}

/** What is known of the document on the canvas: shapes, parameters, costs and problems. */
export const useDescription = create<DescriptionState>(() => ({ problems: [] }));
