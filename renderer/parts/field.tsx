import type { ReactNode } from 'react';

/** How every box that is typed or chosen in looks. */
export const BOX =
  'h-7 w-full min-w-0 rounded-control border border-hairline bg-sunken px-2 text-body text-text transition-colors hover:border-outline aria-invalid:border-bad disabled:opacity-50';

/** A field's name and box on one line, and below it what is wrong. */
export const FieldRow = ({
  label,
  problem,
  problemId,
  children,
}: {
  readonly label: ReactNode;
  readonly problem?: string | null | undefined;
  readonly problemId?: string;
  readonly children: ReactNode;
}) => (
  <div className="flex flex-col gap-0.5">
    <div className="grid min-h-7 grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-center gap-2">
      {label}
      {children}
    </div>
    {problem && (
      <p id={problemId} role="alert" className="text-small text-bad">
        {problem}
      </p>
    )}
  </div>
);
