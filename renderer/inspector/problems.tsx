import { CircleCheck } from 'lucide-react';
import { useTexts } from '../language/texts.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useDescription } from '../shapes/description.ts';
import { inspectorTexts } from './inspector-texts.ts';
import { ProblemLine } from './problem-line.tsx';

/** How many things keep the model from training, and how many are worth a look. */
export function useProblemCount(): { readonly errors: number; readonly warnings: number } {
  const errors = useDescription(
    ({ problems }) => problems.filter(({ severity }) => severity === 'error').length,
  );
  const all = useDescription(({ problems }) => problems.length);
  return { errors, warnings: all - errors };
}

/** What is wrong with the document, in sentences; each leads to its place. */
export function Problems() {
  const t = useTexts(inspectorTexts);
  const problems = useDescription((state) => state.problems);
  const known = useDescription(({ document }) => document !== null);
  if (!known) return null;
  if (problems.length === 0)
    return (
      <EmptyState icon={CircleCheck} title={t('noProblems')}>
        {t('noProblemsHow')}
      </EmptyState>
    );
  return (
    <ul tabIndex={0} className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto p-2 -outline-offset-2">
      {problems.map((problem) => (
        <li key={`${problem.place?.path} ${problem.node} ${problem.port} ${problem.text.en}`}>
          <ProblemLine problem={problem} />
        </li>
      ))}
    </ul>
  );
}
