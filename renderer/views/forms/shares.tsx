import { measuredText } from '../../language/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { defineForm, type FormProps } from '../form.ts';
import { viewsTexts } from '../views-texts.ts';

export default defineForm({ form: 'shares', aspect: () => 1.1, Drawn: Shares });

const percent = (share: number): string => `${measuredText(100 * share, 3)} %`;

/** A bar for each choice, the likeliest first, and all others together in the last line. */
function Shares({ picture, size, label }: FormProps<'shares'>) {
  const t = useTexts(viewsTexts);
  const { after, shares, others } = picture;
  const most = Math.max(...shares.map(({ share }) => share), 1e-9);
  return (
    <div className="nowheel flex size-full min-h-0 flex-col overflow-auto p-2" tabIndex={0}>
      <p className={`shrink-0 truncate pb-1 font-mono ${size === 'dock' ? 'text-body' : 'text-small'}`}>
        {after === '' ? <span className="text-muted">{t('atTheStart')}</span> : after}
        <span aria-hidden className="text-accent">
          ▏
        </span>
      </p>
      <ol aria-label={label} className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2 text-small">
        {shares.map(({ name, share }) => (
          <li key={name} className="contents">
            <span className="max-w-24 truncate font-mono">{name}</span>
            <span aria-hidden className="h-2.5 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent-fill"
                style={{ width: `${(100 * share) / most}%` }}
              />
            </span>
            <span className="text-right text-muted tabular-nums">{percent(share)}</span>
          </li>
        ))}
      </ol>
      {others > 0 && (
        <p className="shrink-0 pt-1 text-right text-small text-muted tabular-nums">
          {t('otherTokens', { share: percent(others) })}
        </p>
      )}
    </div>
  );
}
