import { Skeleton } from '../parts/skeleton.tsx';

/** The form of the studio while it is loaded. */
export const StudioSkeleton = ({ label }: { readonly label: string }) => (
  <div role="status" aria-label={label} className="flex min-h-0 flex-1 flex-col">
    <div className="flex min-h-0 flex-1">
      <div className="flex w-61 flex-col gap-2 border-r border-hairline bg-surface p-3">
        {[0, 1, 2, 3, 4].map((n) => (
          <Skeleton key={n} className="h-7" />
        ))}
      </div>
      <div className="flex-1" />
      <div className="w-75 border-l border-hairline bg-surface" />
    </div>
    <div className="h-66 border-t border-hairline bg-surface" />
  </div>
);
