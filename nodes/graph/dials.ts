import { Problem } from '../alphabet/problem.ts';
import type { Dial } from '../dial.ts';
import type { DialValue, GraphNode } from './document.ts';

/**
 * The dials of a node with defaults filled in.
 * @throws Problem where one has a value of another type or out of its range
 */
export function resolveDials(
  declared: Readonly<Record<string, Dial>>,
  given: Readonly<Record<string, DialValue>>,
): Record<string, DialValue> {
  for (const name of Object.keys(given))
    if (!(name in declared))
      throw new Problem(
        `There is no dial '${name}' here; the dials are ${Object.keys(declared).join(', ') || 'none'}. Remove it or correct its name.`,
        `'${name}'(이)라는 다이얼이 없습니다. 있는 다이얼: ${Object.keys(declared).join(', ') || '없음'}. 이름을 고치거나 지우세요.`,
      );
  return Object.fromEntries(
    Object.entries(declared).map(([name, dial]) => {
      const value = given[name] ?? dial.default;
      checkDial(name, dial, value as DialValue);
      return [name, value as DialValue];
    }),
  );
}

/** @throws Problem where the value does not fit the dial */
export function checkDial(name: string, dial: Dial, value: DialValue): void {
  switch (dial.type) {
    case 'number':
      return checkNumber(name, value, dial);
    case 'numbers':
      if (!Array.isArray(value)) throw wrong(name, 'a list of numbers', '수의 목록', value);
      if (dial.length !== undefined && value.length !== dial.length)
        throw wrong(name, `${dial.length} numbers`, `수 ${dial.length}개`, value);
      for (const one of value) checkNumber(name, one, dial);
      return;
    case 'weights':
      if (typeof value !== 'object' || Array.isArray(value))
        throw wrong(name, 'a number for each wire', '연결마다 수 하나', value);
      for (const [wire, one] of Object.entries(value)) checkNumber(`${name}.${wire}`, one, dial);
      return;
    case 'choice': {
      const options = Object.keys(dial.options);
      if (typeof value !== 'string' || !options.includes(value))
        throw wrong(name, `one of ${options.join(', ')}`, `${options.join(', ')} 중 하나`, value);
      return;
    }
    case 'flag':
      if (typeof value !== 'boolean') throw wrong(name, 'true or false', 'true 또는 false', value);
      return;
    case 'text':
      if (typeof value !== 'string') throw wrong(name, 'a text', '글', value);
  }
}

function checkNumber(
  name: string,
  value: unknown,
  range: { min: number; max: number; integer?: true },
): void {
  const kind = range.integer ? 'a whole number' : 'a number';
  const korean = range.integer ? '정수' : '수';
  if (
    typeof value !== 'number' ||
    !Number.isFinite(value) ||
    value < range.min ||
    value > range.max ||
    (range.integer && !Number.isInteger(value))
  )
    throw wrong(
      name,
      `${kind} from ${range.min} to ${range.max}`,
      `${range.min}부터 ${range.max}까지의 ${korean}`,
      value,
    );
}

const wrong = (name: string, expected: string, korean: string, value: unknown): Problem =>
  new Problem(
    `The dial '${name}' takes ${expected}; it is ${JSON.stringify(value)}. Set it to a value in that range.`,
    `다이얼 '${name}'에는 ${korean}이(가) 필요한데 ${JSON.stringify(value)}입니다. 범위 안의 값으로 바꾸세요.`,
  );

/** The text of a dial as it stands in the document; `otherwise` where it is empty or absent. */
export function textDial(node: Pick<GraphNode, 'dials'>, name: string, otherwise: string): string {
  const value = node.dials[name];
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** What a text or choice of a node is, its default where nobody turned it; empty where its kind has none of that name. */
export function textOrDefault(
  node: Pick<GraphNode, 'dials'>,
  declared: Readonly<Record<string, Dial>>,
  name: string,
): string {
  const usual = declared[name]?.default;
  return textDial(node, name, typeof usual === 'string' ? usual : '');
}
