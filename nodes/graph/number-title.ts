import type { Text } from '../alphabet/problem.ts';
import { catalogue } from '../catalogue.ts';
import type { LookingNode, MeasuredNumber } from '../contract.ts';

/** `distance at 10`, `nats (binary), K = 100`: a name, and where it was measured. */
const MEASURED_AT = /^(.+?)(?: at (\S+)|, (K = \d+))$/;
/** `nats (4 levels)`: a name with a count in it. */
const COUNTED = /^(.+ \()(\d+) (.+\))$/;

/** What the node says of one of its numbers, by the name that it is measured under. */
export function numberOf(kind: string, name: string): MeasuredNumber | undefined {
  const { numbers } = (catalogue.get(kind) ?? {}) as Partial<LookingNode>;
  return numbers?.[name];
}

/** How a number that a view or a metric found is called in both languages. */
export function numberTitle(kind: string, name: string): Text {
  const whole = numberOf(kind, name)?.title;
  if (whole) return whole;
  const [, stem, at, where] = MEASURED_AT.exec(name) ?? [];
  if (stem !== undefined) {
    const { ko } = numberTitle(kind, stem);
    return { en: name, ko: at === undefined ? `${ko}, ${where}` : `${at}에서 ${ko}` };
  }
  const [, before, count, after] = COUNTED.exec(name) ?? [];
  const counted = numberOf(kind, `${before}${after}`)?.title;
  return { en: name, ko: counted ? `${counted.ko.replace(/\)$/, '')} ${count}개)` : name };
}
