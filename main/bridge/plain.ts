// What may travel: data as JSON knows it, `undefined`, and the three typed arrays of the contract. Anything else has code behind it.

/** Objects within objects; nothing in the contract comes near it. */
const DEPTH = 64;

/** Constructors whose instances travel as they are. */
const ARRAYS: readonly unknown[] = [Float32Array, Int32Array, Uint8Array];

/**
 * Looks whether a value is plain data.
 * @returns where it is not and what stands there, such as `args.inputs: Date`; `null` where all of it is
 */
export function whatIsNotPlain(value: unknown): string | null {
  const open: { readonly value: unknown; readonly at: readonly string[] }[] = [{ value, at: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: one, at } = next;
    const wrong = (what: string) => `${at.join('.') || 'the message'}: ${what}`;
    switch (typeof one) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'undefined':
        continue;
      case 'object':
        break;
      default:
        return wrong(typeof one);
    }
    if (one === null || isArrayOfNumbers(one)) continue;
    if (at.length >= DEPTH) return `${at.slice(0, 3).join('.')}...: deeper than ${DEPTH} levels`;
    const prototype: unknown = Object.getPrototypeOf(one);
    if (!Array.isArray(one) && prototype !== Object.prototype && prototype !== null)
      return wrong((one as { constructor?: { name?: string } }).constructor?.name ?? 'an object of its own');
    for (const [key, inner] of Object.entries(one)) {
      // The decoder renames '__proto__' to '__proto_'.
      if (key === '__proto__' || key === '__proto_') return wrong(`a key '${key}'`);
      if (typeof inner === 'object' ? inner !== null : !TRIVIAL.has(typeof inner))
        open.push({ value: inner, at: [...at, key] });
    }
  }
  return null;
}

const TRIVIAL: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'undefined']);

/** Node's Buffer is a Uint8Array with another name: bytes arrive as one there. */
const isArrayOfNumbers = (value: object): boolean =>
  ARRAYS.includes(value.constructor) || (value instanceof Uint8Array && value.constructor.name === 'Buffer');
