import { Command as Cmdk } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Text } from '../../../nodes/alphabet/problem.ts';
import { useText } from '../../language/texts.ts';
import { Keys } from '../../parts/tooltip.tsx';

/** Things of one kind. */
export const FoundGroup = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Cmdk.Group
    heading={title}
    className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-muted"
  >
    {children}
  </Cmdk.Group>
);

interface FoundProps {
  readonly value: string;
  readonly title: Text;
  readonly detail?: Text;
  readonly icon: LucideIcon | undefined;
  readonly words?: readonly string[] | undefined;
  readonly keys?: string | undefined;
  readonly onPick: () => void;
}

/** A thing, found by its words in both languages, whichever is shown. */
export function Found({ value, title, detail, icon: Icon, words = [], keys, onPick }: FoundProps) {
  const text = useText();
  return (
    <Cmdk.Item
      value={value}
      keywords={[title.en, title.ko, ...words]}
      onSelect={onPick}
      className="flex min-h-8 cursor-default items-center gap-2.5 rounded-control px-2.5 select-none data-[selected=true]:bg-hover"
    >
      <span className="flex w-4 shrink-0 justify-center text-muted">
        {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden />}
      </span>
      <span className="shrink-0">{text(title)}</span>
      {detail && <span className="min-w-0 flex-1 truncate text-muted">{text(detail)}</span>}
      {keys !== undefined && (
        <span className="ml-auto">
          <Keys keys={keys} />
        </span>
      )}
    </Cmdk.Item>
  );
}
