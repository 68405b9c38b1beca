import type { ReactNode } from 'react';
import type { Dial } from '../../nodes/dial.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { useText } from '../language/texts.ts';
import { useDescription } from '../shapes/description.ts';
import { endGesture, useDocument } from '../state/document.ts';
import { ClassPicker } from './class-picker.tsx';
import { DialField } from './dial-field.tsx';
import { exampleForm, type ExampleForm } from './example-form.ts';
import { NumberSliders } from './number-sliders.tsx';
import { PaintPad } from './paint-pad.tsx';
import { turnDial } from './turn-dial.ts';

type Numbers = Extract<Dial, { type: 'numbers' }>;
interface ExampleFieldProps {
  readonly node: string;
  readonly name: string;
  readonly dial: Numbers;
  /** On a card there is no room for a list that is typed. */
  readonly place: 'card' | 'inspector';
}

/** A field for a dial of a node on the board that holds examples of what it gives; `null` for other dials. */
export const exampleField = (node: string, name: string, dial: Dial): ReactNode =>
  dial.type === 'numbers' && dial.exampleOf ? (
    <ExampleField node={node} name={name} dial={dial} place="inspector" />
  ) : null;

/** Examples as what they mean: classes are picked, pictures drawn, a few numbers slid. */
export function ExampleField({ node, name, dial, place }: ExampleFieldProps) {
  const text = useText();
  const form = useExampleForm(node, dial);
  const value = useDocument(({ document }) => document?.board.nodes[node]?.dials[name]);
  const numbers = Array.isArray(value) ? value : dial.default;
  const turn = (next: readonly number[] | undefined) =>
    turnDial(node, name, dial, next === undefined || next.length === 0 ? undefined : [...next]);
  const once = (next: readonly number[] | undefined) => {
    turn(next);
    endGesture();
  };
  const label = text(dial.title);
  const titled = (field: ReactNode) => (
    <>
      {place === 'inspector' && <p className="pt-1 pb-1 text-muted">{label}</p>}
      {field}
    </>
  );
  const typed = place === 'inspector' && (
    <DialField dial={dial} value={value} onTurn={(next) => turn(next as number[])} onSettle={endGesture} />
  );
  switch (form?.form) {
    case 'classes':
      return titled(<ClassPicker label={label} classes={form.classes} chosen={numbers} onChoose={once} />);
    case 'paint':
      return titled(<PaintPad label={label} canvas={form} numbers={numbers} onPaint={once} />);
    case 'numbers':
      return (
        <>
          {typed}
          <div onPointerUp={endGesture} onKeyUp={endGesture}>
            <NumberSliders label={label} {...form} numbers={numbers} onSlide={turn} />
          </div>
        </>
      );
    case undefined:
      return typed || null;
  }
}

function useExampleForm(node: string, { exampleOf }: Numbers): ExampleForm | null {
  const wire = useDescription(({ wires }) => wires.get(`${node}.${exampleOf!.port}`));
  const drawn = useDocument(({ document }) => document?.board.nodes[node]);
  const dials: Readonly<Record<string, Dial>> = catalogue.get(drawn?.kind ?? '')?.dials ?? {};
  const sides =
    exampleOf!.sides === undefined
      ? null
      : (drawn?.dials[exampleOf!.sides] ?? dials[exampleOf!.sides]?.default);
  return exampleForm(wire, Array.isArray(sides) ? (sides as unknown as readonly [number, number]) : null);
}
