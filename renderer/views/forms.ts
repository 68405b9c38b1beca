import type { Form } from './form.ts';

const found = import.meta.glob<Form>('./forms/*.tsx', { eager: true, import: 'default' });

/** Every form of picture that can be drawn, by name: all that stands in `forms`. */
export const forms: ReadonlyMap<string, Form> = new Map(
  Object.values(found).map((form) => [form.form, form]),
);
