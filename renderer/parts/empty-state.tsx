import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  /** What will be here. */
  readonly title: string;
  /** How to get it, or what went wrong and what to do. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly tone?: 'quiet' | 'bad';
  readonly className?: string;
}

/** A place with nothing in it yet, or where something failed: a sentence, and what to do. */
export const EmptyState = ({
  icon: Icon,
  title,
  children,
  action,
  tone = 'quiet',
  className,
}: EmptyStateProps) => (
  <div
    role={tone === 'bad' ? 'alert' : undefined}
    className={classes('flex flex-1 flex-col items-center justify-center gap-1 p-6 text-center', className)}
  >
    {Icon && (
      <Icon
        size={20}
        strokeWidth={1.5}
        aria-hidden
        className={classes('mb-1', tone === 'bad' ? 'text-bad' : 'text-muted')}
      />
    )}
    <p className="font-medium">{title}</p>
    {children !== undefined && <p className="max-w-96 text-muted">{children}</p>}
    {action !== undefined && <div className="mt-3 flex gap-2">{action}</div>}
  </div>
);
