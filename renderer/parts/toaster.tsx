import { CircleAlert, CircleCheck } from 'lucide-react';
import { toast, Toaster as Sonner } from 'sonner';
import { useTexts } from '../language/texts.ts';
import { useSettings } from '../state/settings.ts';
import { Countdowns, noticeTime } from './notice-time.ts';
import { showNoticesWith } from './notify.ts';
import { partsTexts } from './parts-texts.ts';

const countdowns = new Countdowns();

showNoticesWith(({ tone, text, action }) => {
  // The same sentence twice is one notice.
  const id = `${tone} ${text}`;
  countdowns.start(id, noticeTime(text, action !== undefined), () => toast.dismiss(id));
  const options = {
    id,
    // How long it stays is counted here: it stays while the pointer or the focus is on it.
    duration: Infinity,
    onDismiss: () => countdowns.stop(id),
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
    // What is on its way to a button is not put away under the hand; the notices are told, they are no place of their own.
    <div
      className="contents"
      onPointerEnter={() => countdowns.hold()}
      onPointerLeave={() => countdowns.release()}
      onFocus={() => countdowns.hold()}
      onBlur={() => countdowns.release()}
    >
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
    </div>
  );
}
