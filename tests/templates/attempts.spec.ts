// The things to try do what they promise: each is trained for a while beside the template as it is.
import './one-thread.ts';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { applySettings } from '../../main/cli/settings.ts';
import { chooseBackend } from '../../main/engine/backends/choose.ts';
import { Session } from '../../main/engine/session.ts';
import { adoptStartingWeights } from '../../main/engine/starting-weights.ts';
import { decodeWeights } from '../../main/engine/trained-weights.ts';
import { readTemplate, templateNames } from '../../main/projects/templates.ts';
import { compile } from '../../nodes/graph/compile.ts';
import type { Attempt } from '../../templates/about.ts';

const { target, report } = await chooseBackend('auto');

const templates = await Promise.all((await templateNames()).map((name) => readTemplate(name)));
const attempts = templates.flatMap(({ name, about }) =>
  (about?.tryThis ?? []).map((attempt): [string, string, Attempt] => [
    name,
    `${attempt.node}.${attempt.dial} = ${JSON.stringify(attempt.value)}`,
    attempt,
  ]),
);

/** A copy of the template's document, with the attempt made. */
async function documentOf(name: string, attempt?: Attempt) {
  const { document } = await readTemplate(name);
  if (attempt) {
    const { node, dial, value } = attempt;
    applySettings(document, [
      { of: node, dial, value: Array.isArray(value) ? value.join(',') : String(value) },
    ]);
  }
  return document;
}

/** What a number of a metric is after so many steps. */
async function after(name: string, { look, promise }: Attempt, attempt?: Attempt): Promise<number> {
  const { of: metric = look, number, steps, trained } = promise!;
  const session = await Session.open(await documentOf(name, attempt), target, report.fingerprint);
  try {
    await adoptStartingWeights(session);
    if (trained) {
      const file = (await readTemplate(name)).weights!;
      await session.adopt(decodeWeights(readFileSync(file), file));
    }
    for (let step = 0; step < steps; step++) await session.step();
    const one = session.compiled.looks.find(({ node }) => node === metric)!;
    return (await session.look(one)).numbers![number]!;
  } finally {
    session.dispose();
  }
}

const known = new Map<string, Promise<number>>();
afterAll(() => known.clear());

describe.each(attempts)('%s: %s', (name, _what, attempt) => {
  test('is an edit that the board takes', async () => {
    const document = await documentOf(name, attempt);
    expect(compile(document).problems.map(({ text }) => text.en)).toEqual([]);
  });

  test.runIf(attempt.promise)('does what it promises', { timeout: 600_000 }, async () => {
    const { look, promise } = attempt;
    const { becomes, of = look, ...measured } = promise!;
    const key = JSON.stringify([name, of, measured]);
    if (!known.has(key)) known.set(key, after(name, attempt));
    const before = (await known.get(key))!;
    const changed = await after(name, attempt, attempt);
    expect(Number.isFinite(before)).toBe(true);
    if (becomes === 'smaller') expect(changed).toBeLessThan(before);
    else expect(changed).toBeGreaterThan(before);
  });
});
