import type { GraphDocument } from './document.ts';

/** Which blocks and designs somebody looked at, by `blocks/id` and `designs/id`, with what they were; `''` where there was none. */
export type Uses = ReadonlyMap<string, string>;

type Shared = 'blocks' | 'designs';

/** A document that notes which blocks and designs are looked at, so that it is known when what was made of it still holds. */
export class WatchedDocument {
  readonly document: GraphDocument;
  readonly #original: GraphDocument;
  readonly #texts = new Map<string, string>();
  #uses = new Map<string, string>();

  constructor(document: GraphDocument) {
    this.#original = document;
    this.document = {
      ...document,
      blocks: this.#watched('blocks', document.blocks),
      designs: this.#watched('designs', document.designs),
    };
  }

  /** Runs `work` and says what it looked at. */
  during<T>(work: () => T): { readonly made: T; readonly uses: Uses } {
    const outer = this.#uses;
    this.#uses = new Map();
    try {
      return { made: work(), uses: this.#uses };
    } finally {
      for (const [name, text] of this.#uses) outer.set(name, text);
      this.#uses = outer;
    }
  }

  /** Whether all of that is what it was. */
  holds(uses: Uses): boolean {
    for (const [name, text] of uses) {
      const [kind, id] = name.split('/') as [Shared, string];
      if (this.#text(kind, id) !== text) return false;
    }
    return true;
  }

  #watched<T extends object>(kind: Shared, record: T): T {
    const note = (id: string | symbol) => {
      if (typeof id === 'string') this.#uses.set(`${kind}/${id}`, this.#text(kind, id));
    };
    return new Proxy(record, {
      get: (target, id) => (note(id), Reflect.get(target, id)),
      has: (target, id) => (note(id), Reflect.has(target, id)),
      ownKeys: (target) => (note(EVERY), Reflect.ownKeys(target)),
    });
  }

  #text(kind: Shared, id: string): string {
    const name = `${kind}/${id}`;
    let text = this.#texts.get(name);
    if (text === undefined) {
      const record = this.#original[kind];
      text = id === EVERY ? Object.keys(record).join() : (JSON.stringify(record[id]) ?? '');
      this.#texts.set(name, text);
    }
    return text;
  }
}

/** Stands for the list of them all; no id has this form. */
const EVERY = '*';
