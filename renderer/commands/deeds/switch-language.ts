import { Languages } from 'lucide-react';
import { language } from '../../language/texts.ts';
import { changeSettings } from '../../state/settings.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  id: 'switch-language',
  group: 'view',
  title: { en: '한국어로 보기', ko: 'Show in English' },
  icon: Languages,
  keywords: ['language', 'Korean', 'English', '언어', '영어', '한국어'],
  perform: () => changeSettings({ language: language() === 'ko' ? 'en' : 'ko' }),
  undo: 'none',
});
