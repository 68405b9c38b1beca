import { useTexts } from '../language/texts.ts';
import { classes } from './classes.ts';
import { partsTexts } from './parts-texts.ts';

/** A place that keeps its form until what belongs there has come. Its size is given by classes. */
export const Skeleton = ({ className }: { readonly className?: string }) => (
  <div
    aria-hidden
    className={classes('animate-pulse rounded-control bg-hover motion-reduce:animate-none', className)}
  />
);

/** Lines of text that are on their way. */
export function SkeletonLines({
  lines = 3,
  className,
}: {
  readonly lines?: number;
  readonly className?: string;
}) {
  const t = useTexts(partsTexts);
  return (
    <div role="status" aria-label={t('loading')} className={classes('flex flex-col gap-2 p-3', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={classes('h-4', line === lines - 1 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  );
}
