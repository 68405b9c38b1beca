import { describe, expect, test } from 'vitest';
import { Watching } from '../../../main/engine/watching.ts';
import type { Look } from '../../../nodes/graph/compiled.ts';

const view = (node: string, role: 'view' | 'metric' = 'view', rarely?: true) =>
  ({ node, definition: { role, rarely } }) as Look;

/**
 * Trains for some seconds with steps of 10 ms, in a clock of its own.
 * @param costs milliseconds that a look at each view takes
 * @returns when each was looked at (milliseconds of training and looking)
 */
function train(watching: Watching, costs: Readonly<Record<string, number>>, seconds: number, from = 0) {
  const looks: Record<string, number[]> = Object.fromEntries(Object.keys(costs).map((node) => [node, []]));
  watching.begin(from);
  for (let now = from; now < from + seconds * 1000; now += 10) {
    const due = watching.due(now);
    if (!due) continue;
    now += costs[due.node]!;
    looks[due.node]!.push(now);
    watching.looked(due.node, now, costs[due.node]!);
  }
  return looks;
}

/** Part of the time that went into looks after the first seconds. */
function share(
  looks: Record<string, number[]>,
  costs: Readonly<Record<string, number>>,
  seconds: number,
): number {
  const spent = Object.entries(looks).reduce(
    (sum, [node, times]) => sum + times.filter((time) => time > 6000).length * costs[node]!,
    0,
  );
  return spent / ((seconds - 6) * 1000);
}

describe('how often views are looked at', () => {
  test('a dear one is not looked at on the way, nor counted among those that share the time', () => {
    const seen = (views: readonly Look[]) => train(new Watching(views), { usual: 20, dear: 20 }, 30);
    const both = seen([view('usual'), view('dear', 'view', true)]);
    expect(both['dear']).toEqual([]);
    expect(both['usual']).toEqual(seen([view('usual')])['usual']);
  });

  test('all together take their part of the time and no more, whatever each costs', () => {
    const costs = { cheap: 2, usual: 20, dear: 200 };
    const watching = new Watching(Object.keys(costs).map((node) => view(node)));
    watching.watch(Object.keys(costs));
    const looks = train(watching, costs, 300);
    expect(share(looks, costs, 300)).toBeLessThan(0.014);
    expect(share(looks, costs, 300)).toBeGreaterThan(0.009);
    expect(looks.cheap!.length).toBeGreaterThan(5 * looks.usual!.length);
    expect(looks.usual!.length).toBeGreaterThan(5 * looks.dear!.length);
    expect(looks.dear!.length).toBeGreaterThan(5);
  });

  test('the first seconds show more', () => {
    const costs = { usual: 20 };
    const watching = new Watching([view('usual')]);
    watching.watch(['usual']);
    const { usual } = train(watching, costs, 11);
    const early = usual!.filter((time) => time < 5000).length;
    expect(early).toBeGreaterThan(2 * usual!.filter((time) => time >= 5000 && time < 10_000).length);
  });

  test('what is not on a screen is looked at rarely, and metrics have their own pace', () => {
    const costs = { seen: 5, hidden: 5, measure: 5 };
    const watching = new Watching([view('seen'), view('hidden'), view('measure', 'metric')]);
    watching.watch(['seen']);
    const looks = train(watching, costs, 60);
    expect(looks.measure).toEqual([]);
    expect(looks.hidden!.length).toBeGreaterThan(2);
    expect(looks.hidden!.length).toBeLessThan(8);
    expect(looks.seen!.length).toBeGreaterThan(100);
    watching.watch(['hidden']);
    const turned = train(watching, costs, 60, 60_000);
    expect(turned.hidden!.length).toBeGreaterThan(100);
  });

  test('the first look, which makes everything ready, does not count', () => {
    const watching = new Watching([view('one')]);
    watching.watch(['one']);
    watching.looked('one', 60_000, 3000);
    expect(watching.due(60_600)).toBeNull();
    expect(watching.due(60_800)?.node).toBe('one');
    watching.looked('one', 60_800, 12);
    expect(watching.due(61_700)).toBeNull();
    expect(watching.due(61_900)?.node).toBe('one');
  });

  test('a view that nobody looked at yet is due at once', () => {
    const watching = new Watching([view('one'), view('two')]);
    expect(watching.due(0)?.node).toBe('one');
    watching.looked('one', 1, 1);
    expect(watching.due(1)?.node).toBe('two');
    watching.looked('two', 2, 1);
    expect(watching.due(2)).toBeNull();
  });
});
