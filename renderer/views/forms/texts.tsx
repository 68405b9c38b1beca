import { countText } from '../../language/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { defineForm, type FormProps } from '../form.ts';
import { viewsTexts } from '../views-texts.ts';

export default defineForm({
  form: 'texts',
  // Names stand two or three to a row; long texts want width.
  aspect: ({ texts }) => (longest(texts) > 24 ? 1.6 : 1.2),
  Drawn: Texts,
});

type Text = FormProps<'texts'>['picture']['texts'][number];

/** Characters of the longest text. */
const longest = (texts: readonly Text[]): number =>
  texts.reduce((most, { given = '', text }) => Math.max(most, given.length + text.length), 0);

/** Whether all of several are the same, as where nothing was left to chance. */
const isOne = ([first, ...others]: readonly Text[]): boolean =>
  others.length > 0 && others.every(({ given, text }) => given === first!.given && text === first!.text);

/**
 * Texts one under the other; what was given is muted, what was written stands out. Short ones stand in columns. The same text over
 * and over stands there once, with how often.
 */
function Texts({ picture, size, label }: FormProps<'texts'>) {
  const t = useTexts(viewsTexts);
  const { texts } = picture;
  const short = longest(texts) <= 24;
  const times = isOne(texts) ? texts.length : 1;
  return (
    <ol
      aria-label={label}
      // What does not fit a card is reached by the keyboard too.
      tabIndex={0}
      className={`nowheel size-full overflow-auto p-2 font-mono ${size === 'dock' ? 'text-body' : 'text-small'} ${
        short ? 'columns-[6.5rem] gap-x-4' : 'space-y-1.5'
      }`}
    >
      {(times > 1 ? texts.slice(0, 1) : texts).map(({ given = '', text }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- samples have a place and nothing else
        <li key={i} className={short ? 'truncate' : 'whitespace-pre-wrap wrap-anywhere'}>
          {given !== '' && <span className="text-muted">{given}</span>}
          <span>{text}</span>
          {given === '' && text === '' && <span className="text-muted">{t('emptyText')}</span>}
          {times > 1 && <span className="text-muted"> × {countText(times)}</span>}
        </li>
      ))}
    </ol>
  );
}
