import type { ReactNode } from 'react';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { DialValue } from '../../nodes/graph/document.ts';
import { DialField, type WeightedWire } from '../dials/dial-field.tsx';
import { dialTexts } from '../dials/dial-texts.ts';
import { useText, useTexts } from '../language/texts.ts';
import { endGesture } from '../state/document.ts';

interface DialListProps {
  readonly dials: Readonly<Record<string, Dial>>;
  readonly values: Readonly<Record<string, DialValue>>;
  readonly wires?: readonly WeightedWire[];
  /** What texts may be that name something of the document. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A field for a dial that is edited otherwise than by its type; `null` for others. */
  readonly fieldFor?: (name: string, dial: Dial) => ReactNode;
  readonly onTurn: (name: string, dial: Dial, value: DialValue | undefined) => void;
}

/** The dials of a definition, each with its help and, where it may be turned while it trains, a mark. */
export const DialList = ({ dials, values, wires = [], options = {}, fieldFor, onTurn }: DialListProps) => (
  <div className="flex flex-col gap-1">
    {Object.entries(dials).map(([name, dial]) => (
      <DialRow key={name} dial={dial}>
        {fieldFor?.(name, dial) ?? (
          <DialField
            dial={dial}
            value={values[name]}
            wires={wires}
            options={options[name]}
            onTurn={(value) => onTurn(name, dial, value)}
            onSettle={endGesture}
          />
        )}
      </DialRow>
    ))}
  </div>
);

function DialRow({ dial, children }: { readonly dial: Dial; readonly children: ReactNode }) {
  const text = useText();
  const t = useTexts(dialTexts);
  const live = dial.type === 'weights' || ('live' in dial && dial.live === true);
  const help: Text | undefined = dial.help;
  return (
    <div className="relative">
      {live && (
        <span
          role="img"
          aria-label={t('live')}
          title={t('live')}
          className="absolute top-3 -left-2 size-1.5 rounded-full bg-accent"
        />
      )}
      {children}
      {help && <p className="pb-1 text-small text-muted">{text(help)}</p>}
    </div>
  );
}
