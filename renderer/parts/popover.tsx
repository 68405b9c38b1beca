import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';

interface PopoverProps {
  /** What opens it: a button that takes a ref and DOM props. */
  readonly trigger: ReactElement;
  readonly title?: string;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly align?: 'start' | 'center' | 'end';
  readonly className?: string;
  readonly children: ReactNode;
}

/** More about what was clicked, beside it. */
export const Popover = ({
  trigger,
  title,
  side = 'bottom',
  align = 'start',
  className,
  children,
}: PopoverProps) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50">
        <Base.Popup
          className={classes(
            'max-h-(--available-height) max-w-96 overflow-y-auto rounded-card bg-raised p-4 text-body text-text shadow-float outline-none transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0',
            className,
          )}
        >
          {title !== undefined && <Base.Title className="mb-2 font-semibold">{title}</Base.Title>}
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
