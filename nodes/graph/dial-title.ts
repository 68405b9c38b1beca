import type { Text } from '../alphabet/problem.ts';
import { catalogue } from '../catalogue.ts';
import type { Dial } from '../dial.ts';

/** How a dial is called: `learningRate`, or `weights.kl`, which has a number for each wire. */
export function dialTitle(kind: string, name: string): Text {
  const dials: Readonly<Record<string, Dial>> = catalogue.get(kind)?.dials ?? {};
  const [, first = name, wire] = /^([^.]*)(?:\.(.*))?$/s.exec(name) ?? [];
  const title = dials[first]?.title;
  if (!title) return { en: name, ko: name };
  return wire === undefined ? title : { en: `${title.en} ${wire}`, ko: `${title.ko} ${wire}` };
}
