/** A text in the two languages of the studio. */
export interface Text {
  readonly en: string;
  readonly ko: string;
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
