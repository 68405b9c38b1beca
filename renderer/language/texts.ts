import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
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

/** Where several components ask for the same texts in one language, they are given the same function. */
const sayers = new WeakMap<Texts<string>, Map<Language, (key: string, values?: Values) => string>>();

/** The texts of a region in the language at hand; the component is drawn again when it changes. */
export function useTexts<Key extends string>(texts: Texts<Key>): (key: Key, values?: Values) => string {
  const chosen = useLanguage();
  const ofTexts = sayers.get(texts) ?? new Map<Language, (key: string, values?: Values) => string>();
  sayers.set(texts, ofTexts);
  const sayer = ofTexts.get(chosen) ?? ((key, values) => say(texts, key as Key, values));
  ofTexts.set(chosen, sayer);
  return sayer;
}

/** The same outside of components. */
export const say = <Key extends string>(texts: Texts<Key>, key: Key, values: Values = {}): string =>
  i18next.t(key, { ns: texts.namespace, ...values });

function onLanguage(changed: () => void): () => void {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
}

/** The language at hand; the component is drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language);

export const language = (): Language => (i18next.language === 'ko' ? 'ko' : 'en');

export async function chooseLanguage(chosen: Language): Promise<void> {
  await i18next.changeLanguage(chosen);
  document.documentElement.lang = chosen;
}

const PICKS: Readonly<Record<Language, (text: Text) => string>> = { en: ({ en }) => en, ko: ({ ko }) => ko };

/** What came in both languages, in that at hand. */
export const useText = (): ((text: Text) => string) => PICKS[useLanguage()];
