import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { runCommand } from '../commands/registry.ts';
import { useCommand } from '../commands/use-command.ts';
import { useText } from '../language/texts.ts';
import { classes } from './classes.ts';
import { ITEM, POPUP } from './menu-look.ts';
import { Keys } from './tooltip.tsx';

const Float = ({ children, ...place }: Parameters<typeof Base.Positioner>[0]) => (
  <Base.Portal>
    <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50 outline-none" {...place}>
      <Base.Popup className={classes(POPUP, 'max-h-(--available-height) min-w-52 overflow-y-auto')}>
        {children}
      </Base.Popup>
    </Base.Positioner>
  </Base.Portal>
);

interface MenuProps {
  /** What opens it: a button that takes a ref and DOM props. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'bottom';
  readonly children: ReactNode;
}

/** Deeds under a button. */
export const Menu = ({ trigger, align = 'start', side = 'bottom', children }: MenuProps) => (
  <Base.Root modal={false}>
    <Base.Trigger render={trigger} />
    <Float align={align} side={side}>
      {children}
    </Float>
  </Base.Root>
);

/** Deeds under the right mouse button (or the menu key) over an area. */
export const ContextMenu = ({
  children,
  menu,
  className,
}: {
  readonly children: ReactNode;
  readonly menu: ReactNode;
  readonly className?: string;
}) => (
  <BaseContextMenu.Root>
    <BaseContextMenu.Trigger className={className}>{children}</BaseContextMenu.Trigger>
    <Float>{menu}</Float>
  </BaseContextMenu.Root>
);

/** Deeds at a place of the window, in client pixels; shut where `at` is `null`. */
export const MenuAt = ({
  at,
  onClose,
  children,
}: {
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => (
  <Base.Root modal={false} open={at !== null} onOpenChange={(open) => !open && onClose()}>
    <Float
      align="start"
      sideOffset={2}
      anchor={{ getBoundingClientRect: () => new DOMRect(at?.x ?? 0, at?.y ?? 0, 0, 0) }}
    >
      {children}
    </Float>
  </Base.Root>
);

interface MenuItemProps {
  readonly icon?: LucideIcon | undefined;
  readonly keys?: string | undefined;
  /** In small letters below: why it cannot be done now, or what it is. */
  readonly detail?: string | null | undefined;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export const MenuItem = (props: MenuItemProps) => {
  const { icon: Icon, keys, detail, disabled, danger, onSelect, children } = props;
  return (
    <Base.Item
      disabled={disabled ?? false}
      onClick={onSelect}
      className={classes(ITEM, danger && 'text-bad')}
    >
      <span className="flex w-4 shrink-0 justify-center text-muted">
        {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden />}
      </span>
      <span className="min-w-0 flex-1">
        {children}
        {detail && <span className="block max-w-72 text-small text-muted">{detail}</span>}
      </span>
      {keys !== undefined && <Keys keys={keys} />}
    </Base.Item>
  );
};

/** A command in a menu. Where it cannot be done now, it says why and is still answered by its sentence. */
export function MenuCommand({ id, children }: { readonly id: string; readonly children?: ReactNode }) {
  const { command, may, detail } = useCommand(id);
  const text = useText();
  return (
    <MenuItem
      icon={command.icon}
      keys={command.keys?.[0]}
      detail={may === true ? detail && text(detail) : text(may)}
      disabled={may !== true}
      onSelect={() => void runCommand(id)}
    >
      {children ?? text(command.title)}
    </MenuItem>
  );
}

export const MenuSeparator = () => <Base.Separator className="mx-2 my-1 h-px bg-hairline" />;

export const MenuGroup = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Base.Group>
    <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-small text-muted">{label}</Base.GroupLabel>
    {children}
  </Base.Group>
);

/** One of several, with a tick at the one that holds. */
export function MenuChoice<Option extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Option;
  readonly options: Readonly<Record<Option, string>>;
  readonly onChange: (value: Option) => void;
}) {
  return (
    <MenuGroup label={label}>
      <Base.RadioGroup value={value} onValueChange={onChange}>
        {(Object.entries(options) as [Option, string][]).map(([option, words]) => (
          <Base.RadioItem key={option} value={option} closeOnClick className={ITEM}>
            <span className="flex w-4 shrink-0 justify-center">
              <Base.RadioItemIndicator>
                <Check size={14} className="text-accent" aria-hidden />
              </Base.RadioItemIndicator>
            </span>
            {words}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </MenuGroup>
  );
}

/** A menu in a menu. */
export const SubMenu = ({
  label,
  icon: Icon,
  children,
}: {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}) => (
  <Base.SubmenuRoot>
    <Base.SubmenuTrigger className={classes(ITEM, 'data-popup-open:bg-hover')}>
      <span className="flex w-4 shrink-0 justify-center text-muted">
        {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden />}
      </span>
      <span className="flex-1">{label}</span>
      <ChevronRight size={14} className="text-muted" aria-hidden />
    </Base.SubmenuTrigger>
    <Float sideOffset={2} alignOffset={-4}>
      {children}
    </Float>
  </Base.SubmenuRoot>
);
