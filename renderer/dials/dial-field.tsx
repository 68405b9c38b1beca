import type { Dial } from '../../nodes/dial.ts';
import type { DialValue } from '../../nodes/graph/document.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Choice } from '../parts/choice.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { exactText } from '../language/numbers.ts';
import { Switch } from '../parts/switch.tsx';
import { TextField } from '../parts/text-field.tsx';
import { dialTexts } from './dial-texts.ts';
import { listText, readList, wrongWithList } from './number-list.ts';

/** A wire as a dial knows it, and as people call it. */
export interface WeightedWire {
  readonly name: string;
  readonly title: string;
}

export interface DialFieldProps {
  readonly dial: Dial;
  /** As it stands in the document; `undefined` stands for the default. */
  readonly value: DialValue | undefined;
  /** The wires that have a weight each. */
  readonly wires?: readonly WeightedWire[];
  /** What a text may be, where it names something of the document: value → words. */
  readonly options?: Readonly<Record<string, string>> | undefined;
  readonly disabled?: boolean;
  /** At every change; `undefined` puts the default back. */
  readonly onTurn: (value: DialValue | undefined) => void;
  /** At the end of a scrub or of typing. */
  readonly onSettle: () => void;
}

/** A dial as its type is turned: numbers scrub, choices open, lists are typed. */
export function DialField({
  dial,
  value,
  wires = [],
  options,
  disabled = false,
  onTurn,
  onSettle,
}: DialFieldProps) {
  const text = useText();
  const t = useTexts(dialTexts);
  const label = text(dial.title);
  const now = value ?? (dial.default as DialValue);
  const once = (next: DialValue | undefined) => {
    onTurn(next);
    onSettle();
  };
  switch (dial.type) {
    case 'number':
      return (
        <NumberField
          label={label}
          value={typeof now === 'number' ? now : dial.default}
          min={dial.min}
          max={dial.max}
          integer={dial.integer}
          unit={dial.unit}
          disabled={disabled}
          onChange={onTurn}
          onSettle={onSettle}
          onReset={value === undefined || value === dial.default ? undefined : () => once(undefined)}
        />
      );
    case 'choice': {
      const known = Object.fromEntries(
        Object.entries(dial.options).map(([option, words]) => [option, text(words)]),
      );
      return (
        <Choice
          label={label}
          value={typeof now === 'string' ? now : dial.default}
          options={known}
          disabled={disabled}
          onChange={once}
        />
      );
    }
    case 'flag':
      return <Switch label={label} checked={now === true} disabled={disabled} onChange={once} />;
    case 'text':
      return options ? (
        <Choice
          label={label}
          value={typeof now === 'string' ? now : ''}
          options={options}
          disabled={disabled}
          onChange={once}
        />
      ) : (
        <TextField
          label={label}
          value={typeof now === 'string' ? now : ''}
          disabled={disabled}
          onCommit={once}
        />
      );
    case 'numbers':
      return (
        <TextField
          label={label}
          value={Array.isArray(now) ? listText(now) : ''}
          disabled={disabled}
          check={(typed) => {
            const wrong = wrongWithList(readList(typed), dial);
            return (
              wrong &&
              t(wrong, {
                count: dial.length ?? 0,
                min: exactText(dial.min),
                max: exactText(dial.max),
              })
            );
          }}
          onCommit={(typed) => once(readList(typed) ?? undefined)}
        />
      );
    case 'weights':
      return (
        <WeightFields
          dial={dial}
          weights={typeof now === 'object' && !Array.isArray(now) ? now : {}}
          wires={wires}
          disabled={disabled}
          onTurn={onTurn}
          onSettle={onSettle}
        />
      );
  }
}

interface WeightFieldsProps extends Pick<DialFieldProps, 'onTurn' | 'onSettle'> {
  readonly dial: Extract<Dial, { type: 'weights' }>;
  readonly weights: Readonly<Record<string, number>>;
  readonly wires: readonly WeightedWire[];
  readonly disabled: boolean;
}

/** A number for each wire, by its name. */
function WeightFields({ dial, weights, wires, disabled, onTurn, onSettle }: WeightFieldsProps) {
  const t = useTexts(dialTexts);
  if (wires.length === 0) return <p className="text-small text-muted">{t('noWires')}</p>;
  return (
    <>
      {wires.map(({ name, title }) => (
        <NumberField
          key={name}
          label={title}
          value={weights[name] ?? dial.otherwise}
          min={dial.min}
          max={dial.max}
          disabled={disabled}
          onChange={(next) => onTurn({ ...weights, [name]: next })}
          onSettle={onSettle}
          onReset={
            (weights[name] ?? dial.otherwise) === dial.otherwise
              ? undefined
              : () => {
                  onTurn({ ...weights, [name]: dial.otherwise });
                  onSettle();
                }
          }
        />
      ))}
    </>
  );
}
