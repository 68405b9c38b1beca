import { CircleAlert, CircleCheck } from 'lucide-react';
import { toast, Toaster as Sonner } from 'sonner';
import { useTexts } from '../language/texts.ts';
import { useSettings } from '../state/settings.ts';
import { showNoticesWith } from './notify.ts';
import { partsTexts } from './parts-texts.ts';

showNoticesWith(({ tone, text, action }) => {
  const options = {
    // The same sentence twice is one notice.
    id: `${tone} ${text}`,
    duration: tone === 'bad' ? 12_000 : 5000,
    ...(action ? { action: { label: action.title, onClick: action.perform } } : {}),
  };
  if (tone === 'bad') toast.error(text, options);
  else if (tone === 'good') toast.success(text, options);
  else toast(text, options);
});

/** Where notices are shown. */
export function Toaster() {
  const theme = useSettings(({ theme }) => theme);
  const t = useTexts(partsTexts);
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      offset={{ bottom: 40, right: 16 }}
      closeButton
      icons={{
        error: <CircleAlert size={16} className="text-bad" aria-hidden />,
        success: <CircleCheck size={16} className="text-good" aria-hidden />,
      }}
      toastOptions={{
        closeButtonAriaLabel: t('close'),
        style: {
          background: 'var(--raised)',
          color: 'var(--text)',
          border: '1px solid var(--hairline)',
          borderRadius: 'var(--radius-card)',
          boxShadow: 'var(--shadow)',
          font: '13px/18px var(--font-ui)',
        },
      }}
    />
  );
}
