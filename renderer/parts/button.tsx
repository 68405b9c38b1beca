import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes.ts';
import { Tooltip } from './tooltip.tsx';

type Variant = 'solid' | 'soft' | 'ghost';

const LOOKS: Readonly<Record<Variant, string>> = {
  solid: 'bg-accent-fill text-on-accent hover:brightness-105 active:brightness-95',
  soft: 'border border-hairline bg-raised text-text hover:border-outline active:bg-hover',
  ghost: 'text-text hover:bg-hover active:bg-press aria-pressed:bg-press data-popup-open:bg-press',
};

const COMMON =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none transition-[background-color,border-color,filter] disabled:opacity-50 aria-disabled:opacity-50 aria-disabled:hover:brightness-100';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'title'>;

export interface ButtonProps extends Native {
  /** `solid`: the one thing to do here. `soft`: others. `ghost`: in bars and lists. */
  readonly variant?: Variant;
  readonly size?: 'normal' | 'large';
  readonly icon?: LucideIcon | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export const Button = ({
  variant = 'soft',
  size = 'normal',
  icon: Icon,
  className,
  children,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={classes(
      COMMON,
      size === 'large' ? 'h-9 px-4 text-body' : 'h-7 px-2.5 text-body',
      LOOKS[variant],
      className,
    )}
  >
    {Icon && <Icon size={size === 'large' ? 16 : 14} strokeWidth={1.75} aria-hidden />}
    {children}
  </button>
);

export interface IconButtonProps extends Omit<Native, 'children'> {
  /** What it does: read to those who cannot see the icon, and shown in its tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys?: readonly string[] | undefined;
  /** What the tooltip says beside the label: what would be undone, why it cannot be done now. */
  readonly detail?: ReactNode;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly ref?: Ref<HTMLButtonElement>;
}

export const IconButton = ({
  label,
  icon: Icon,
  keys,
  detail,
  side = 'bottom',
  className,
  ...rest
}: IconButtonProps) => (
  <Tooltip
    side={side}
    keys={keys}
    text={
      detail ? (
        <>
          {label}
          <span className="text-muted"> · {detail}</span>
        </>
      ) : (
        label
      )
    }
  >
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={classes(COMMON, 'size-7', LOOKS.ghost, className)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </button>
  </Tooltip>
);
