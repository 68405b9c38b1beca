import { allProblems, brokenBy, describeForWindow } from './described.ts';
import type { Answer, Asked, Question } from './messages.ts';

/**
 * Answers questions one after another and never a stale one: while documents come faster than they can be described, only
 * the newest is. Problems of training follow when nothing else waits.
 * @param later runs what it is given when messages that wait have been heard
 */
export function describer(answer: (answer: Answer) => void, later: (run: () => void) => void): Asked {
  const waiting = new Map<Question['kind'], Question>();
  let unchecked: { readonly number: number; readonly run: () => void } | null = null;
  let awake = false;

  const work = () => {
    const question = [...waiting.values()][0];
    if (question) {
      waiting.delete(question.kind);
      handle(question);
    } else if (unchecked) {
      const { run } = unchecked;
      unchecked = null;
      run();
    }
    awake = waiting.size > 0 || unchecked !== null;
    if (awake) later(work);
  };
  const handle = (question: Question) => {
    const { number } = question;
    if (question.kind === 'breaks') {
      answer({ kind: 'breaks', number, text: brokenBy(question.before, question.after) });
      return;
    }
    const described = describeForWindow(question.document);
    answer({ kind: 'described', number, described });
    unchecked = {
      number,
      run: () =>
        answer({
          kind: 'problems',
          number,
          problems: allProblems(question.document, described.problems),
        }),
    };
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
