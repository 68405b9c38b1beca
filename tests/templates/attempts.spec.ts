// The things to try do what they promise: each is trained for a while beside the template as it is.
import './one-thread.ts';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { applySettings } from '../../main/cli/settings.ts';
import { chooseBackend } from '../../main/engine/backends/choose.ts';
import { Session } from '../../main/engine/session.ts';
import { adoptStartingWeights } from '../../main/engine/starting-weights.ts';
import { decodeWeights } from '../../main/engine/trained-weights.ts';
import { readTemplate, templateNames, type Template } from '../../main/projects/templates.ts';
import { compile } from '../../nodes/graph/compile.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
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

type Promised = NonNullable<Attempt['promise']>;

async function opened(document: GraphDocument, name: string, trained = false): Promise<Session> {
  const session = await Session.open(document, target, report.fingerprint);
  await adoptStartingWeights(session);
  if (trained) {
    const file = (await readTemplate(name)).weights!;
    await session.adopt(decodeWeights(readFileSync(file), file));
  }
  return session;
}

/** What a number of a metric is when training is that far. */
async function numberAt(session: Session, metric: string, { number, steps }: Promised): Promise<number> {
  while (session.counters.step < steps) await session.step();
  const one = session.compiled.looks.find(({ node }) => node === metric)!;
  return (await session.look(one)).numbers![number]!;
}

/** What is promised, with the metric that shows it. */
const promisesOf = ({ about }: Template) =>
  (about?.tryThis ?? []).flatMap(({ look, promise }) =>
    promise ? [{ promise, metric: promise.of ?? look }] : [],
  );

const keyOf = (metric: string, { number, steps, trained = false }: Promised) =>
  `${metric} ${number} ${steps} ${trained}`;

/** The numbers of the template as it is that its promises are held against: one training, looked at on the way. */
async function baselineOf(template: Template): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>();
  for (const trained of [false, true]) {
    const promises = promisesOf(template).filter(({ promise }) => (promise.trained ?? false) === trained);
    if (promises.length === 0) continue;
    const session = await opened(await documentOf(template.name), template.name, trained);
    try {
      for (const { promise, metric } of promises.toSorted((a, b) => a.promise.steps - b.promise.steps))
        numbers.set(keyOf(metric, promise), await numberAt(session, metric, promise));
    } finally {
      session.dispose();
    }
  }
  return numbers;
}

const baselines = new Map<string, Promise<ReadonlyMap<string, number>>>();
afterAll(() => baselines.clear());

describe.each(attempts)('%s: %s', (name, _what, attempt) => {
  test('is an edit that the board takes', async () => {
    const document = await documentOf(name, attempt);
    expect(compile(document).problems.map(({ text }) => text.en)).toEqual([]);
  });

  test.runIf(attempt.promise)('does what it promises', { timeout: 600_000 }, async () => {
    const { look, promise } = attempt;
    const { becomes, of: metric = look, trained } = promise!;
    if (!baselines.has(name))
      baselines.set(name, baselineOf(templates.find((template) => template.name === name)!));
    const before = (await baselines.get(name))!.get(keyOf(metric, promise!))!;
    const session = await opened(await documentOf(name, attempt), name, trained);
    const changed = await numberAt(session, metric, promise!).finally(() => session.dispose());
    expect(Number.isFinite(before)).toBe(true);
    if (becomes === 'smaller') expect(changed).toBeLessThan(before);
    else expect(changed).toBeGreaterThan(before);
  });
});
