import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Position } from '../edits/add-node.ts';
import { useText, useTexts } from '../language/texts.ts';
import { canvasTexts } from './canvas-texts.ts';
import { search } from './search.ts';

export interface Pick {
  readonly id: string;
  readonly title: Text;
  readonly words?: readonly string[];
  readonly sentence?: Text;
  /** What stands before it. */
  readonly mark?: ReactNode;
  /** A word at the end of its line. */
  readonly aside?: string;
}

interface PickListProps {
  /** On the screen. */
  readonly at: Position;
  readonly label: string;
  readonly picks: readonly Pick[];
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

const WIDTH = 300;
const HEIGHT = 340;

/** A list at the pointer that is searched by typing; arrows go, Enter takes, Escape leaves. */
export function PickList({ at, label, picks, onPick, onClose }: PickListProps) {
  const text = useText();
  const t = useTexts(canvasTexts);
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const found = useMemo(() => search(picks, query), [picks, query]);
  const current = found[Math.min(active, found.length - 1)];

  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const leave = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) onClose();
    };
    window.addEventListener('pointerdown', leave, true);
    return () => window.removeEventListener('pointerdown', leave, true);
  }, [onClose]);
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  const left = Math.max(8, Math.min(at.x, window.innerWidth - WIDTH - 8));
  const top = Math.max(8, Math.min(at.y, window.innerHeight - HEIGHT - 8));
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      className="fixed z-50 flex flex-col rounded-card bg-raised p-1 shadow-float"
      style={{ left, top, width: WIDTH, maxHeight: HEIGHT }}
      onKeyDown={(event) => {
        event.stopPropagation();
        const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
        if (step !== undefined) {
          event.preventDefault();
          setActive(Math.max(0, Math.min(found.length - 1, Math.min(active, found.length - 1) + step)));
        } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && current) {
          event.preventDefault();
          onPick(current.id);
        } else if (event.key === 'Escape') onClose();
        else if (event.key === 'Tab') onClose();
      }}
    >
      <input
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        className="mb-1 h-8 shrink-0 rounded-control bg-sunken px-2 outline-none placeholder:text-muted"
      />
      <ul id={id} role="listbox" aria-label={label} className="min-h-0 overflow-y-auto">
        {found.map((pick) => (
          <li
            key={pick.id}
            id={`${id}-${pick.id}`}
            role="option"
            aria-selected={pick === current}
            title={pick.sentence && text(pick.sentence)}
            className={`flex min-h-7 cursor-default items-center gap-2 rounded-control px-2 ${pick === current ? 'bg-hover' : ''}`}
            onPointerMove={() => setActive(found.indexOf(pick))}
            onClick={() => onPick(pick.id)}
          >
            {pick.mark}
            <span className="min-w-0 flex-1 truncate">{text(pick.title)}</span>
            {pick.aside !== undefined && <span className="text-small text-muted">{pick.aside}</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-2 py-1.5 text-muted">{t('nothingFits')}</p>}
    </div>
  );
}
