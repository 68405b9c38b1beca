export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of texts for people: `--language` where it is given, else Korean where the system speaks it. */
export function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const at = args.findIndex((arg) => arg === '--language' || arg.startsWith('--language='));
  const asked = args[at]?.split('=')[1] ?? args[at + 1];
  if (at >= 0) return asked === 'ko' ? 'ko' : 'en';
  // The order in which POSIX has them decide.
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return locale.startsWith('ko') ? 'ko' : 'en';
}
