// @vitest-environment happy-dom
import { Suspense, useState } from 'react';
import { describe, expect, test } from 'vitest';
import { lazily, loadTheRest } from '../../../renderer/parts/lazily.ts';
import { after, click, draw } from '../drawn.tsx';

/** Counts, so that a component that forgets its state is found out. */
function Counter({ step }: { readonly step: number }) {
  const [count, setCount] = useState(0);
  return <button onClick={() => setCount(count + step)}>{count}</button>;
}

/** Draws a component, and counts how often something else stood in its place. */
async function drawWaiting(Part: React.ComponentType<{ step: number }>) {
  let waits = 0;
  const Waiting = () => {
    waits += 1;
    return null;
  };
  let turn: (step: number) => void = () => undefined;
  const Frame = () => {
    const [step, setStep] = useState(1);
    turn = setStep;
    return (
      <Suspense fallback={<Waiting />}>
        <Part step={step} />
      </Suspense>
    );
  };
  const page = await draw(<Frame />);
  return { page, waits: () => waits, turn: (step: number) => after(() => turn(step)) };
}

describe('a component that is fetched when it is used', () => {
  test('is waited for, and keeps its state when it is drawn again', async () => {
    const { page, waits, turn } = await drawWaiting(lazily(async () => Counter));
    await after(() => new Promise((resolve) => setTimeout(resolve, 400)));
    expect(waits()).toBeGreaterThan(0);
    const button = page.querySelector('button')!;
    await click(button);
    await turn(10);
    await click(button);
    expect(page.textContent).toBe('11');
  });

  test('is fetched once, whoever asks for it', async () => {
    let fetched = 0;
    const Part = lazily(async () => {
      fetched += 1;
      return Counter;
    });
    await Promise.all([Part.load(), Part.load(), loadTheRest()]);
    expect(fetched).toBe(1);
  });

  test('waits until it disturbs nobody, where nobody needs it yet', async () => {
    const order: string[] = [];
    lazily(async () => (order.push('fetched'), Counter));
    await loadTheRest(async () => void order.push('quiet'));
    expect(order.slice(-2)).toEqual(['quiet', 'fetched']);
  });

  test('stands at once where its script is there', async () => {
    const Part = lazily(async () => Counter);
    await loadTheRest();
    const { page, waits } = await drawWaiting(Part);
    expect(waits()).toBe(0);
    expect(page.textContent).toBe('0');
  });
});
