import { useProblemCount } from '../inspector/problems.tsx';
import { useDescription } from '../shapes/description.ts';
import { ModelStatus } from '../status/model-status.tsx';

/** How large the model on the canvas is, and how many problems it has. */
export function ProjectStatus() {
  const { errors, warnings } = useProblemCount();
  const weights = useDescription(({ document, parameters }) => (document ? sumOfBlocks(parameters) : null));
  return <ModelStatus weights={weights} errors={errors} warnings={warnings} />;
}

/** Entries with a `/` are parts of the others. */
const sumOfBlocks = (parameters: ReadonlyMap<string, number>): number =>
  [...parameters].reduce((sum, [owner, count]) => (owner.includes('/') ? sum : sum + count), 0);
