import { useLanguage, type Language } from '../language/texts.ts';

/** `run-3` as a person reads it. */
export function runName(run: string, language: Language): string {
  const number = /^run-(\d+)$/.exec(run)?.[1];
  if (number === undefined) return run;
  return language === 'ko' ? `실행 ${number}` : `Run ${number}`;
}

export function useRunName(): (run: string) => string {
  const language = useLanguage();
  return (run) => runName(run, language);
}
