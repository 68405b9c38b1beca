import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { keysText } from '../commands/keys.ts';

interface TooltipProps {
  readonly text: ReactNode;
  /** Keys that do the same, as commands write them. */
  readonly keys?: readonly string[] | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** What it belongs to: one element that takes a ref and DOM props. */
  readonly children: ReactElement;
}

/** A few words on hovering and on focus; what is named must bear its own accessible name. */
export const Tooltip = ({ text, keys, side = 'bottom', children }: TooltipProps) => (
  <Base.Root>
    <Base.Trigger render={children} delay={500} />
    <Base.Portal>
      <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-60">
        <Base.Popup className="flex max-w-72 items-baseline gap-2 rounded-control bg-raised px-2 py-1 text-small text-text shadow-float transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0">
          <span>{text}</span>
          {keys?.[0] !== undefined && <Keys keys={keys[0]} />}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

/** Keys as they stand on the keyboard at hand. */
export const Keys = ({ keys }: { readonly keys: string }) => (
  <kbd className="shrink-0 font-sans text-small text-muted">{keysText(keys)}</kbd>
);

/** Tooltips inside show at once after the first has been seen. */
export const Tooltips = ({ children }: { readonly children: ReactNode }) => (
  <Base.Provider delay={500} timeout={300}>
    {children}
  </Base.Provider>
);
