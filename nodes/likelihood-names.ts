import type { Meaning } from './port.ts';

/** The forms that data can have; a loss of none of them is no likelihood. Likelihoods of different forms are never ranked. */
export const DATA_FORMS = ['none', 'binary', 'grey', 'continuous'] as const;
export type DataForm = (typeof DATA_FORMS)[number];

/** As a number that reaches `finish`. */
export const formNumber = ({ data }: Meaning): number => DATA_FORMS.indexOf(data ?? 'none');

/** How nats about data of a form are called: a density is none of a count, and a cross-entropy is no likelihood. */
export const natsOf: Readonly<Record<DataForm, string>> = {
  none: 'cross-entropy',
  binary: 'nats (binary)',
  grey: 'nats (8 bit)',
  continuous: 'nats (density)',
};

/** Only of discrete data can it be said how many bits it takes to store. */
export const isDiscrete = (form: DataForm): boolean => form === 'binary' || form === 'grey';
