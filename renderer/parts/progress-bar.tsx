import { Progress } from '@base-ui/react/progress';
import { classes } from './classes.ts';

interface ProgressBarProps {
  /** What goes on. */
  readonly label: string;
  /** From 0 to 1; `null` where nobody knows how far it is. */
  readonly share: number | null;
  readonly className?: string;
}

/** How far something is. */
export const ProgressBar = ({ label, share, className }: ProgressBarProps) => (
  <Progress.Root
    aria-label={label}
    value={share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}
    className={classes('w-full', className)}
  >
    <Progress.Track className="block h-1 overflow-hidden rounded-full bg-hairline">
      <Progress.Indicator className="block h-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
    </Progress.Track>
  </Progress.Root>
);
