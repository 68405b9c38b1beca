import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../nodes/alphabet/problem.ts';

export type Language = 'en' | 'ko';
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

/** A sentence in both languages; `{{name}}` stands for a value. English may tell one from many by `{{count}}`. */
export type WindowText = {
  readonly en: string | { readonly one: string; readonly other: string };
  readonly ko: string;
};

type Values = Readonly<Record<string, string | number>>;

/** Texts of one region of the window. */
export interface Texts<Key extends string> {
  readonly namespace: string;
  readonly keys: readonly Key[];
}

/**
 * Tells i18next the texts of a region, which stand beside it in both languages.
 * @param namespace name of the region
 */
export function defineTexts<const T extends Readonly<Record<string, WindowText>>>(
  namespace: string,
  texts: T,
): Texts<keyof T & string> {
  const english: Record<string, string> = {};
  const korean: Record<string, string> = {};
  for (const [key, { en, ko }] of Object.entries(texts)) {
    if (typeof en === 'string') english[key] = en;
    else {
      english[`${key}_one`] = en.one;
      english[`${key}_other`] = en.other;
    }
    korean[typeof en === 'string' ? key : `${key}_other`] = ko;
  }
  i18next.addResourceBundle('en', namespace, english);
  i18next.addResourceBundle('ko', namespace, korean);
  return { namespace, keys: Object.keys(texts) as (keyof T & string)[] };
}

await i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  interpolation: { escapeValue: false },
  showSupportNotice: false,
} as Parameters<typeof i18next.init>[0]);

/** The texts of a region in the language at hand; the component is drawn again when it changes. */
export function useTexts<Key extends string>(texts: Texts<Key>): (key: Key, values?: Values) => string {
  const { t } = useTranslation(texts.namespace, { i18n: i18next });
  return (key, values = {}) => t(key, values);
}

/** The same outside of components. */
export const say = <Key extends string>(texts: Texts<Key>, key: Key, values: Values = {}): string =>
  i18next.t(key, { ns: texts.namespace, ...values });

/** The language at hand. */
export function useLanguage(): Language {
  const { i18n } = useTranslation(undefined, { i18n: i18next });
  return i18n.language === 'ko' ? 'ko' : 'en';
}

export const language = (): Language => (i18next.language === 'ko' ? 'ko' : 'en');

export async function chooseLanguage(chosen: Language): Promise<void> {
  await i18next.changeLanguage(chosen);
  document.documentElement.lang = chosen;
}

/** What came in both languages, in that at hand. */
export function useText(): (text: Text) => string {
  const chosen = useLanguage();
  return (text) => text[chosen];
}
