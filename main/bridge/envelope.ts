// What is written around each message. Both ends check what they get by these before they look inside.
import { z } from 'zod';
import { Problem } from '../../nodes/alphabet/problem.ts';
import type { StudioNews } from './contract.ts';

/** A number that is counted up by its sender. */
const number = z.int().min(1);
const text = z.strictObject({ en: z.string(), ko: z.string() });
const beat = z.strictObject({ beat: number });

const KINDS = [
  'engine',
  'progress',
  'look',
  'checkpoint',
  'warning',
  'restarted',
  'taken over',
  'edited',
  'turn',
  'turns over',
  'open file',
  'command',
] as const satisfies readonly StudioNews['kind'][];

const fromWindow = z.union([
  z.strictObject({ call: z.string().max(100), id: number, args: z.unknown() }),
  z.strictObject({ cancel: number }),
  /** The news of that number were taken. */
  z.strictObject({ taken: number }),
  /** Is anybody there? It comes back as it is. */
  beat,
]);

const fromHost = z.union([
  z.strictObject({ id: number, result: z.unknown() }),
  z.strictObject({ id: number, error: text }),
  z.strictObject({ news: z.looseObject({ kind: z.enum(KINDS) }), number }),
  /** A message came that belongs to no call. */
  z.strictObject({ refused: text }),
  beat,
]);

export type FromWindow = z.infer<typeof fromWindow>;
export type FromHost = z.infer<typeof fromHost>;

/** @throws Problem where a window may not send this */
export const readFromWindow = (message: unknown): FromWindow => read(fromWindow, message);

/** @throws Problem where a host may not send this */
export const readFromHost = (message: unknown): FromHost => read(fromHost, message);

function read<T>(schema: z.ZodType<T>, message: unknown): T {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  throw new Problem(
    'A message came in a form that this version does not know: the window and the machine are of different versions. Reload the window.',
    '이 버전이 모르는 형식의 메시지가 왔습니다. 창과 컴퓨터의 Genloom 버전이 다릅니다. 창을 새로 고치세요.',
  );
}
