import { Problem } from './alphabet/problem.ts';
import type { Dial } from './dial.ts';

/** How much is added to, or taken from, each side of an image: one number, height and width, or all four. */
export const sidesDial = {
  type: 'numbers',
  default: [1],
  min: 0,
  max: 256,
  integer: true,
  title: { en: 'At each side', ko: '변마다' },
  help: {
    en: 'One number for all sides; two: above and below, left and right; four: top, bottom, left, right.',
    ko: '하나면 네 변 모두, 둘이면 위아래와 좌우, 넷이면 위, 아래, 왼쪽, 오른쪽입니다.',
  },
} as const satisfies Dial;

/** How much at the top, the bottom, the left and the right of an image. */
export interface Sides {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What the dial says of each side. @throws Problem where it holds another count than 1, 2 or 4 */
export function sidesOf(dial: string, values: readonly number[]): Sides {
  const [first = 0, second = first, third, fourth] = values;
  if (values.length === 1 || values.length === 2)
    return { top: first, bottom: first, left: second, right: second };
  if (values.length === 4) return { top: first, bottom: second, left: third!, right: fourth! };
  throw new Problem(
    `The dial '${dial}' takes one number for all sides, two (height, width) or four (top, bottom, left, right); it has ${values.length}. Give it one of these.`,
    `다이얼 '${dial}'에는 수가 하나(네 변 모두), 둘(세로, 가로), 넷(위, 아래, 왼쪽, 오른쪽) 중 하나여야 하는데 ${values.length}개입니다. 그중 하나로 맞추세요.`,
  );
}
