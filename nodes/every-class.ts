import { Problem } from './alphabet/problem.ts';
import type { Dial } from './dial.ts';
import type { Meaning } from './port.ts';

/** What asking about every class and gathering the answers share. */

export const classesDial = {
  type: 'number',
  default: 0,
  min: 0,
  max: 65_536,
  integer: true,
  title: { en: 'Classes', ko: '클래스 수' },
  help: {
    en: '0: as many as the wired label has.',
    ko: '0이면 연결한 레이블의 클래스 수를 씁니다.',
  },
} as const satisfies Dial;

/** @throws Problem where nobody says how many there are */
export function countOfClasses(
  { classes }: { readonly classes: number },
  label: Meaning | undefined,
): number {
  const count = classes || label?.classes;
  if (count) return count;
  throw new Problem(
    'Nothing says how many classes there are. Wire a label, or set the dial "classes".',
    '클래스가 몇 개인지 알 수 없습니다. 레이블을 연결하거나 "클래스 수" 다이얼을 정하세요.',
  );
}
