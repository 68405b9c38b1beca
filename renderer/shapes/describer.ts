import { CheckedRoots } from '../../nodes/graph/checked-roots.ts';
import { Memory } from '../../nodes/graph/memory.ts';
import { allProblems, brokenBy, describedSince, describeForWindow, NOTHING_DESCRIBED } from './described.ts';
import type { Answer, Asked, Question } from './messages.ts';

/** Milliseconds of work after which questions are heard. */
const PATIENCE = 8;

/**
 * Answers questions one after another and never a stale one: while documents come faster than they can be described, only
 * the newest is. Problems of training follow when nothing else waits, a part of the board at a time.
 * @param later runs what it is given when messages that wait have been heard
 */
export function describer(answer: (answer: Answer) => void, later: (run: () => void) => void): Asked {
  const memory = new Memory();
  const roots = new CheckedRoots();
  const waiting = new Map<Question['kind'], Question>();
  /** What was answered last: the next answer tells what differs from it. */
  let told = NOTHING_DESCRIBED;
  let unchecked: { readonly number: number; readonly work: ReturnType<typeof allProblems> } | null = null;
  let awake = false;

  const work = () => {
    const question = [...waiting.values()][0];
    if (question) {
      waiting.delete(question.kind);
      handle(question);
    } else if (unchecked) goOnChecking(unchecked);
    awake = waiting.size > 0 || unchecked !== null;
    if (awake) later(work);
  };
  const handle = (question: Question) => {
    const { number } = question;
    if (question.kind === 'breaks') {
      answer({ kind: 'breaks', number, text: brokenBy(question.before, question.after, memory, roots) });
      return;
    }
    const described = describeForWindow(question.document, memory);
    const first = told === NOTHING_DESCRIBED;
    answer({ kind: 'described', number, first, since: describedSince(told, described) });
    told = described;
    unchecked = { number, work: allProblems(question.document, described.problems, roots) };
  };
  const goOnChecking = ({ number, work: checking }: NonNullable<typeof unchecked>) => {
    const begun = performance.now();
    while (performance.now() - begun < PATIENCE) {
      const { done, value } = checking.next();
      if (!done) continue;
      unchecked = null;
      answer({ kind: 'problems', number, problems: value });
      return;
    }
  };
  return {
    ask(question) {
      waiting.set(question.kind, question);
      if (question.kind === 'describe') unchecked = null;
      if (awake) return;
      awake = true;
      later(work);
    },
    end: () => waiting.clear(),
  };
}
