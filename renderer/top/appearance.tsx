import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { LANGUAGES, useLanguage, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { Menu, MenuChoice } from '../parts/menu.tsx';
import { changeSettings, useSettings } from '../state/settings.ts';
import { topTexts } from './top-texts.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Light or dark, English or Korean: at once, and remembered. */
export function Appearance() {
  const t = useTexts(topTexts);
  const theme = useSettings(({ theme }) => theme);
  const language = useLanguage();
  return (
    <>
      <Menu align="end" trigger={<IconButton label={t('theme')} icon={ICONS[theme]} />}>
        <MenuChoice
          label={t('theme')}
          value={theme}
          options={{ system: t('system'), light: t('light'), dark: t('dark') }}
          onChange={(theme) => changeSettings({ theme })}
        />
      </Menu>
      <Menu align="end" trigger={<IconButton label={t('language')} icon={Languages} />}>
        <MenuChoice
          label={t('language')}
          value={language}
          options={LANGUAGES}
          onChange={(language) => changeSettings({ language })}
        />
      </Menu>
    </>
  );
}
