import type { Meaning } from './port.ts';

/** The forms that data can have; a loss of none of them is no likelihood. Likelihoods of different forms are never ranked. */
export const DATA_FORMS = ['none', 'binary', 'grey', 'continuous', 'levels', 'codes'] as const;
export type DataForm = (typeof DATA_FORMS)[number];

/** As a number that reaches `finish`. */
export const formNumber = ({ data }: Meaning): number => DATA_FORMS.indexOf(data ?? 'none');

/** How nats about data of a form are called: a density is none of a count, and a cross-entropy is no likelihood. */
export const natsOf: Readonly<Record<DataForm, string>> = {
  none: 'cross-entropy',
  binary: 'nats (binary)',
  grey: 'nats (8 bit)',
  continuous: 'nats (density)',
  levels: 'nats (levels)',
  codes: 'nats (codes)',
};

/** The same, with the number of levels or codes where it is known. */
export const natsAbout = (form: DataForm, count: number): string =>
  count > 0 && (form === 'levels' || form === 'codes') ? `nats (${count} ${form})` : natsOf[form];

/** Only of discrete data can it be said how many bits it takes to store. */
export const isDiscrete = (form: DataForm): boolean => form !== 'none' && form !== 'continuous';
