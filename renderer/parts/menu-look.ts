/** How everything looks that floats and lists. */
export const POPUP =
  'rounded-card bg-raised p-1 text-body text-text shadow-float outline-none transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0';

export const ITEM =
  'flex min-h-7 cursor-default items-center gap-2 rounded-control px-2 py-1 outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50';
