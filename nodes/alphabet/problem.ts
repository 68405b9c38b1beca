/** A text in the two languages of the studio. */
export interface Text {
  readonly en: string;
  readonly ko: string;
}

/** What any error says, in both languages where it is known in both. */
export function textOf(error: unknown): Text {
  if (error instanceof Problem) return error.text;
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, ko: message };
}

/** Something that a person can mend: a sentence that says what was expected, what came and what to do. */
export class Problem extends Error {
  readonly text: Text;

  constructor(en: string, ko: string) {
    super(en);
    this.name = 'Problem';
    this.text = { en, ko };
  }
}
