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

/** Texts one under the other; what was given is muted, what was written stands out. Short ones stand in columns. */
function Texts({ picture, size, label }: FormProps<'texts'>) {
  const t = useTexts(viewsTexts);
  const { texts } = picture;
  const short = longest(texts) <= 24;
  return (
    <ol
      aria-label={label}
      // What does not fit a card is reached by the keyboard too.
      tabIndex={0}
      className={`nowheel size-full overflow-auto p-2 font-mono ${size === 'dock' ? 'text-body' : 'text-small'} ${
        short ? 'columns-[6.5rem] gap-x-4' : 'space-y-1.5'
      }`}
    >
      {texts.map(({ given = '', text }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- samples have a place and nothing else
        <li key={i} className={short ? 'truncate' : 'whitespace-pre-wrap wrap-anywhere'}>
          {given !== '' && <span className="text-muted">{given}</span>}
          <span>{text}</span>
          {given === '' && text === '' && <span className="text-muted">{t('emptyText')}</span>}
        </li>
      ))}
    </ol>
  );
}
