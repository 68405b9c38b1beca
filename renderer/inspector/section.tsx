import type { ReactNode } from 'react';

/** A part of the inspector under its heading. */
export const Section = ({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) => (
  <section aria-label={title} className="flex flex-col gap-1 border-t border-hairline px-3 py-3">
    <div className="flex min-h-5 items-center justify-between">
      <h3 className="text-small font-medium text-muted">{title}</h3>
      {aside}
    </div>
    {children}
  </section>
);

/** A fact in a line: what, and how much. */
export const Fact = ({ what, children }: { readonly what: string; readonly children: ReactNode }) => (
  <div className="flex min-h-6 items-baseline justify-between gap-3">
    <dt className="text-muted">{what}</dt>
    <dd className="text-right">{children}</dd>
  </div>
);
