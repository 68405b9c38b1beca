import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTexts } from '../language/texts.ts';
import { classes } from './classes.ts';
import { partsTexts } from './parts-texts.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: 'small' | 'normal' | 'large';
  /** Buttons at the foot, the chosen one last. */
  readonly actions?: ReactNode;
  /** What the keyboard is in at first. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly children?: ReactNode;
}

const WIDTHS = { small: 'max-w-96', normal: 'max-w-xl', large: 'max-w-3xl' } as const;

/** Asks or tells something before anything else goes on; Escape and a click beside it close it. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, size = 'normal', actions, initialFocus, children } = props;
  const t = useTexts(partsTexts);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0" />
        <Base.Popup
          {...(initialFocus ? { initialFocus } : {})}
          className={classes(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[min(84vh,720px)] w-[calc(100vw-48px)] -translate-1/2 flex-col rounded-card bg-surface text-text shadow-float outline-none transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0',
            WIDTHS[size],
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-title font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-muted">{description}</Base.Description>
              )}
            </div>
            <Base.Close
              aria-label={t('close')}
              className="-mr-2 flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          {children !== undefined && (
            <div tabIndex={0} className="min-h-0 overflow-y-auto px-5 pt-0.5 pb-4 -outline-offset-2">
              {children}
            </div>
          )}
          {actions !== undefined && (
            <footer className="flex justify-end gap-2 border-t border-hairline px-5 py-3">{actions}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
