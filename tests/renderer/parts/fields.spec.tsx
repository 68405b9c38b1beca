// @vitest-environment happy-dom
import { useState } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { Choice } from '../../../renderer/parts/choice.tsx';
import { NumberField } from '../../../renderer/parts/number-field.tsx';
import { SearchField } from '../../../renderer/parts/search-field.tsx';
import { TextField } from '../../../renderer/parts/text-field.tsx';
import { after, draw, press, type } from '../drawn.tsx';

async function numberField(props: Partial<Parameters<typeof NumberField>[0]> = {}) {
  const values: number[] = [];
  const settle = vi.fn<() => void>();
  function Held() {
    const [value, setValue] = useState(0.001);
    return (
      <NumberField
        label="Rate"
        value={value}
        min={0}
        max={1}
        onChange={(next) => {
          values.push(next);
          setValue(next);
        }}
        onSettle={settle}
        {...props}
      />
    );
  }
  const page = await draw(<Held />);
  return { page, values, settle, box: page.querySelector('input')!, label: page.querySelector('label')! };
}

const leave = (field: Element) =>
  after(() => void field.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));

describe('a number', () => {
  test('is typed in any spelling, taken by Enter, and one gesture', async () => {
    const { box, values, settle } = await numberField();
    expect(box.value).toBe('0.001');
    await type(box, '3e-4');
    expect(values).toEqual([]);
    await press(box, 'Enter');
    expect(values).toEqual([0.0003]);
    expect(box.value).toBe('0.0003');
    expect(settle).toHaveBeenCalledTimes(1);
  });

  test('is told to assistive technology without an exponent', async () => {
    const { box } = await numberField({ value: 1e-7, min: 1e-12, max: 1 });
    expect(box.getAttribute('aria-valuenow')).toBe('0.0000001');
    expect(box.getAttribute('aria-valuemin')).toBe('0.000000000001');
  });

  test.each([
    ['7', /From 0 to 1; 7 is outside/],
    ['two', /"two" is not a number/],
  ])('%j is refused with a sentence, and nothing changes', async (typed, sentence) => {
    const { page, box, values } = await numberField();
    await type(box, typed);
    expect(box.getAttribute('aria-invalid')).toBe('true');
    const said = page.querySelector('[role=alert]')!;
    expect(said.textContent).toMatch(sentence);
    expect(box.getAttribute('aria-describedby')).toBe(said.id);
    await leave(box);
    expect(values).toEqual([]);
    expect(box.value).toBe('0.001');
    expect(page.querySelector('[role=alert]')).toBeNull();
  });

  test('Escape takes back what was typed', async () => {
    const { box, values } = await numberField();
    await type(box, '0.5');
    await press(box, 'Escape');
    await leave(box);
    expect(values).toEqual([]);
    expect(box.value).toBe('0.001');
  });

  test('arrow keys move it by notches, ten with Shift', async () => {
    const { box, values } = await numberField();
    await press(box, 'ArrowUp');
    await press(box, 'ArrowUp', { shiftKey: true });
    await press(box, 'ArrowDown');
    expect(values).toEqual([0.0011, 0.0021, 0.002]);
  });

  test('its label is dragged to scrub, and settles once', async () => {
    const { label, values, settle } = await numberField();
    label.setPointerCapture = () => undefined;
    const drag = (kind: string, clientX: number) =>
      after(
        () =>
          void label.dispatchEvent(
            new PointerEvent(kind, { clientX, button: 0, pointerId: 1, bubbles: true }),
          ),
      );
    await drag('pointerdown', 100);
    for (const x of [104, 112, 120]) await drag('pointermove', x);
    expect(settle).not.toHaveBeenCalled();
    await drag('pointerup', 120);
    await drag('lostpointercapture', 120);
    expect(values).toEqual([0.0011, 0.0013, 0.0015]);
    expect(settle).toHaveBeenCalledTimes(1);
    await drag('pointermove', 200);
    expect(values).toHaveLength(3);
  });

  test('the wheel leaves it alone', async () => {
    const { box, values } = await numberField();
    await after(() => void box.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, bubbles: true })));
    expect(values).toEqual([]);
  });

  test('whole numbers only, where only they fit', async () => {
    const { page, box, values } = await numberField({ integer: true, min: 0, max: 100 });
    await type(box, '2.5');
    expect(page.querySelector('[role=alert]')!.textContent).toMatch(/whole/);
    await type(box, '12');
    await press(box, 'Enter');
    expect(values).toEqual([12]);
  });
});

describe('a text', () => {
  test('is taken on Enter or on leaving, once, and not where nothing changed', async () => {
    const took: string[] = [];
    const page = await draw(<TextField label="Name" value="a" onCommit={(text) => took.push(text)} />);
    const box = page.querySelector('input')!;
    await leave(box);
    await type(box, 'b');
    await press(box, 'Enter');
    await leave(box);
    expect(took).toEqual(['b']);
  });

  test('Enter that ends a Hangul syllable takes nothing yet', async () => {
    const took: string[] = [];
    const page = await draw(<TextField label="Name" value="" onCommit={(text) => took.push(text)} />);
    const box = page.querySelector('input')!;
    await type(box, '한');
    await press(box, 'Enter', { isComposing: true });
    expect(took).toEqual([]);
  });

  test('what its check refuses is not taken', async () => {
    const took: string[] = [];
    const page = await draw(
      <TextField
        label="Name"
        value="a"
        check={(text) => (text === '' ? 'A name is needed.' : null)}
        onCommit={(text) => took.push(text)}
      />,
    );
    const box = page.querySelector('input')!;
    await type(box, '');
    expect(page.textContent).toContain('A name is needed.');
    await leave(box);
    expect(took).toEqual([]);
    expect(box.value).toBe('a');
  });
});

test('Escape empties a search before it goes on to what is around it', async () => {
  const outside = vi.fn<() => void>();
  function Held() {
    const [text, setText] = useState('conv');
    return (
      <div onKeyDown={outside} role="presentation">
        <SearchField label="Search" value={text} onChange={setText} />
      </div>
    );
  }
  const page = await draw(<Held />);
  const box = page.querySelector('input')!;
  await press(box, 'Escape');
  expect(box.value).toBe('');
  expect(outside).not.toHaveBeenCalled();
  await press(box, 'Escape');
  expect(outside).toHaveBeenCalledTimes(1);
});

test.each(['row', 'bare'] as const)('a choice (%s) has its name before any effect has run', (look) => {
  const page = document.createElement('div');
  page.innerHTML = renderToStaticMarkup(
    <Choice<'a' | 'b'>
      label="Method"
      value="a"
      options={{ a: 'Adam', b: 'SGD' }}
      onChange={() => {}}
      look={look}
    />,
  );
  expect(page.querySelector('[role=combobox]')!.getAttribute('aria-label')).toBe('Method');
});
