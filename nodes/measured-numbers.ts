import type { Text } from './alphabet/problem.ts';
import type { MeasuredNumber } from './contract.ts';
import { DATA_FORMS, natsOf, type DataForm } from './likelihood-names.ts';

type Numbers<Name extends string> = Readonly<Record<Name, MeasuredNumber>>;

const named = (en: string, ko: string, more: Omit<MeasuredNumber, 'title'> = {}): MeasuredNumber => ({
  title: { en, ko },
  ...more,
});

/** How one of these is called in both languages; by its name where nothing is said of it. */
export const calledNumber = (numbers: Readonly<Record<string, MeasuredNumber>>, name: string): Text =>
  numbers[name]?.title ?? { en: name, ko: name };

// What several metrics measure is called the same everywhere.

export const meanNumber: Numbers<'mean'> = { mean: named('mean', '평균') };
export const distanceNumber: Numbers<'distance'> = { distance: named('distance', '거리') };
export const rightClassNumber: Numbers<'right class'> = {
  'right class': named('right class', '맞는 클래스'),
};
export const perplexityNumber: Numbers<'perplexity'> = { perplexity: named('perplexity', '퍼플렉서티') };
export const bitsPerDimensionNumber: Numbers<'bits per dimension'> = {
  'bits per dimension': named('bits per dimension', '차원당 비트', { unit: 'bits' }),
};

/** How many there are in all. */
export const ofNumber: Numbers<'of'> = { of: named('of', '전체', { constant: true }) };

export const manifoldNumberTitles: Numbers<'precision' | 'recall' | 'density' | 'coverage'> = {
  precision: named('precision', '정밀도'),
  recall: named('recall', '재현율'),
  density: named('density', '밀도'),
  coverage: named('coverage', '포괄도'),
};

const FORMS: Readonly<Record<DataForm, string>> = {
  none: '교차 엔트로피',
  binary: '내트 (이진)',
  grey: '내트 (8비트)',
  continuous: '내트 (밀도)',
  levels: '내트 (단계)',
  codes: '내트 (코드)',
};

/** Nats about data of each form, as likelihoods call them; `nats (4 levels)` is `nats (levels)` of four. */
export const natsNumbers: Readonly<Record<string, MeasuredNumber>> = Object.fromEntries(
  DATA_FORMS.map((form) => [natsOf[form], named(natsOf[form], FORMS[form], { unit: 'nats' })]),
);
