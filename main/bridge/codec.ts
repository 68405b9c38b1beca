import { Packr, Unpackr } from 'msgpackr';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { whatIsNotPlain } from './plain.ts';

/** Bytes of the largest message that is sent or taken, unless told otherwise. */
export const LARGEST_MESSAGE = 64 * 1024 * 1024;

// MessagePack, with typed arrays as such. No records (their readers are compiled) and no references (they can make rings).
const packr = new Packr({ useRecords: false, moreTypes: true });
const unpackr = new Unpackr({ useRecords: false, moreTypes: true, structuredClone: false });

/**
 * A message as bytes.
 * @throws Problem where it is no plain data or larger than may be sent
 */
export function encode(message: unknown, largest: number = LARGEST_MESSAGE): Uint8Array {
  const wrong = whatIsNotPlain(message);
  if (wrong !== null)
    throw new Problem(
      `This cannot be sent, because it is more than data: ${wrong}.`,
      `데이터가 아닌 것이 들어 있어 보낼 수 없습니다: ${wrong}.`,
    );
  const bytes = packr.pack(message);
  if (bytes.byteLength > largest) throw tooLarge(bytes.byteLength, largest);
  return bytes;
}

/**
 * The message that bytes from elsewhere stand for: plain data, whatever came.
 * @throws Problem where they stand for none, or for one that is too large
 */
export function decode(bytes: Uint8Array, largest: number = LARGEST_MESSAGE): unknown {
  if (bytes.byteLength > largest) throw tooLarge(bytes.byteLength, largest);
  let message: unknown;
  try {
    message = unpackr.unpack(bytes);
  } catch {
    throw new Problem(
      'A message came that cannot be read: it is cut or is no MessagePack. Reload the window.',
      '읽을 수 없는 메시지가 왔습니다. 잘렸거나 MessagePack이 아닙니다. 창을 새로 고치세요.',
    );
  }
  const wrong = whatIsNotPlain(message);
  if (wrong === null) return message;
  throw new Problem(
    `A message came that is more than data: ${wrong}. Reload the window.`,
    `데이터가 아닌 것이 든 메시지가 왔습니다: ${wrong}. 창을 새로 고치세요.`,
  );
}

function tooLarge(bytes: number, largest: number): Problem {
  const [megabytes, most] = [bytes, largest].map((count) => (count / 1e6).toFixed(1));
  return new Problem(
    `A message of ${megabytes} MB is too large: ${most} MB is the most. Ask for less at once.`,
    `${megabytes} MB 메시지는 너무 큽니다. 최대 ${most} MB입니다. 한 번에 더 적게 요청하세요.`,
  );
}
