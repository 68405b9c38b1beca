import { textOf } from '../../nodes/alphabet/problem.ts';
import { language } from '../language/texts.ts';
import { notifyProblem } from '../parts/notify.ts';
import { createProject, openProject, useProject } from '../state/project.ts';

/**
 * One at a time: while something is on its way, a click on anything else does nothing. Kept here, not by disabling every card of
 * home, which would be drawn anew just when the machine is busy with what was clicked.
 */
function open(work: () => Promise<void>): void {
  if (!useProject.getState().opening) work().catch((error: unknown) => notifyProblem(textOf(error)));
}

/** One click opens a template; what cannot be opened is said, and home stays. */
export const openTemplate = (template: string): void =>
  open(() => createProject({ template, language: language() }));

export const openRecent = (file: string): void => open(() => openProject(file));
