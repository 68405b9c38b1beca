import { SunMoon } from 'lucide-react';
import { changeSettings } from '../../state/settings.ts';
import { themeSeen } from '../../theme/apply-theme.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'toggle-theme',
  group: 'view',
  title: { en: 'Light or dark', ko: '밝게·어둡게' },
  icon: SunMoon,
  keywords: ['theme', 'night', '테마', '다크'],
  perform: () => changeSettings({ theme: themeSeen() === 'dark' ? 'light' : 'dark' }),
  undo: 'none',
});
