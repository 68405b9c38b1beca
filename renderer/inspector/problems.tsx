import { useDescription } from '../shapes/description.ts';

/** How many things keep the model from training, and how many are worth a look. */
export function useProblemCount(): { readonly errors: number; readonly warnings: number } {
  const problems = useDescription(({ problems }) => problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

/** What is wrong with the document, in sentences. */
export function Problems() {
  const problems = useDescription(({ problems }) => problems);
  return (
    <ul>
      {problems.map(({ text }) => (
        <li key={text.en}>{text.en}</li>
      ))}
    </ul>
  );
}
