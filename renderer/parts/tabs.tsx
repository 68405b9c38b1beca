import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** A number that belongs to it, such as how many problems there are. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps {
  /** What the tabs are of. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** At the end of the row. */
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** Several things in one place, one of them seen. Arrow keys go along the row. */
export function Tabs({ label, tabs, value, onChange, actions, className }: TabsProps) {
  const shown = tabs.some(({ id }) => id === value) ? value : (tabs[0]?.id ?? '');
  return (
    <Base.Root
      value={shown}
      onValueChange={(next: string) => onChange(next)}
      className={classes('flex min-h-0 flex-1 flex-col', className)}
    >
      <div className="flex h-8 shrink-0 items-stretch border-b border-hairline pr-1 pl-2">
        <Base.List aria-label={label} activateOnFocus className="relative flex min-w-0 items-stretch gap-1">
          {tabs.map(({ id, title, badge }) => (
            <Base.Tab
              key={id}
              value={id}
              className="flex cursor-default items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-muted -outline-offset-2 transition-colors select-none hover:text-text data-active:text-text"
            >
              {title}
              {badge}
            </Base.Tab>
          ))}
          <Base.Indicator className="absolute bottom-0 left-(--active-tab-left) h-0.5 w-(--active-tab-width) bg-accent transition-[left,width]" />
        </Base.List>
        {actions !== undefined && <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </div>
      {tabs.map(({ id, content }) => (
        <Base.Panel key={id} value={id} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
