import { textOf } from '../../nodes/alphabet/problem.ts';
import { language } from '../language/texts.ts';
import { notifyProblem } from '../parts/notify.ts';
import { createProject, openProject } from '../state/project.ts';

const orSay = (work: Promise<void>) => work.catch((error: unknown) => notifyProblem(textOf(error)));

/** One click opens a template; what cannot be opened is said, and home stays. */
export const openTemplate = (template: string): void =>
  void orSay(createProject({ template, language: language() }));

export const openRecent = (file: string): void => void orSay(openProject(file));
