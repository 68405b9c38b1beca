import { Tooltip as Base } from '@base-ui/react/tooltip';
import { cloneElement, useEffect, useId, useState, type ReactElement, type ReactNode } from 'react';
import { create } from 'zustand';
import { keysText } from '../commands/keys.ts';
import { watchHover } from './watch-hover.ts';

interface Said {
  readonly text: ReactNode;
  /** Keys that do the same, as commands write them. */
  readonly keys?: readonly string[] | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

interface TooltipProps extends Said {
  /** What it belongs to: one element that takes DOM props. */
  readonly children: ReactElement;
}

/** What each element says that has a tooltip, by its mark. */
const said = new Map<string, Said>();
const MARK = 'data-tip';

/** The element whose tooltip is seen, and what it says. */
const useShown = create<{ readonly element: Element | null; readonly said: Said | null }>(() => ({
  element: null,
  said: null,
}));

const show = (element: Element | null): void =>
  // What it said last stays while it fades.
  useShown.setState(element ? { element, said: said.get(element.getAttribute(MARK)!) ?? null } : { element });

const isShown = (mark: string): boolean => useShown.getState().element?.getAttribute(MARK) === mark;

/**
 * A few words on hovering and on focus; what is named must bear its own accessible name. The element is only marked: the window
 * has one tooltip, and hundreds of elements may have words for it.
 */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  const mark = useId();
  useEffect(() => {
    said.set(mark, { text, keys, side });
    if (isShown(mark)) useShown.setState({ said: said.get(mark)! });
  });
  useEffect(
    () => () => {
      said.delete(mark);
      if (isShown(mark)) show(null);
    },
    [mark],
  );
  return cloneElement(children as ReactElement<Record<string, unknown>>, { [MARK]: mark });
}

/** Keys as they stand on the keyboard at hand. */
export const Keys = ({ keys }: { readonly keys: string }) => (
  <kbd className="shrink-0 font-sans text-small text-muted">{keysText(keys)}</kbd>
);

/** The tooltip of the window. After the first has been seen others show at once. */
export function TooltipOfWindow() {
  const { element, said: now } = useShown();
  const [places, setPlaces] = useState<Element | null>(null);
  useEffect(() => watchHover(`[${MARK}]`, show, { delay: 500, warm: 300 }), []);
  // It fades where it was.
  if (element !== null && element !== places) setPlaces(element);
  return (
    <Base.Root open={element !== null} onOpenChange={(open) => open || show(null)}>
      <Base.Portal>
        <Base.Positioner
          anchor={places}
          side={now?.side ?? 'bottom'}
          sideOffset={6}
          collisionPadding={8}
          className="pointer-events-none z-60"
        >
          <Base.Popup className="flex max-w-72 items-baseline gap-2 rounded-control bg-raised px-2 py-1 text-small text-text shadow-float transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0">
            <span>{now?.text}</span>
            {now?.keys?.[0] !== undefined && <Keys keys={now.keys[0]} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
