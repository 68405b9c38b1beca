/**
 * Korean given names by rule: one of these syllables, then one of those. Which syllables are usual at either place is taken from common
 * usage; that every pair of them is a name is the rule, so some are rarely given.
 */
const FIRST = Array.from(
  '가건경규기나다도동라로리마명미민보상서선성세소수승시아연영예용우원유윤은이재정주준지진채태하한해현호효희',
);
const SECOND = Array.from(
  '건경규근나라람래린미민빈서석선성솔수슬식아연영온욱우원유윤율은인재정주준지진찬철혁현형혜호환훈희',
);

/** Every name that the rule makes, in order. */
export const koreanNames = (): readonly string[] =>
  FIRST.flatMap((first) => SECOND.filter((second) => second !== first).map((second) => first + second));
