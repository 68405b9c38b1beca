import { middle } from '../../canvas/canvas-state.ts';
import { add } from '../../canvas/gestures.ts';
import { offersFor } from '../../canvas/offers.ts';
import { useDocument } from '../../state/document.ts';
import { families } from '../../theme/families.ts';
import { Found, FoundGroup } from './found.tsx';

/** What can be put on the canvas, put into its middle. */
export function Offers({ title, onPick }: { readonly title: string; readonly onPick: () => void }) {
  const document = useDocument(({ document }) => document);
  const design = useDocument(({ path }) => path.at(-1)?.design ?? null);
  if (!document) return null;
  return (
    <FoundGroup title={title}>
      {offersFor(document, design).map(({ id, title, sentence, family, words }) => (
        <Found
          key={id}
          value={id}
          title={title}
          detail={sentence}
          icon={families[family].icon}
          words={words}
          onPick={() => {
            onPick();
            add(id, middle().canvas);
          }}
        />
      ))}
    </FoundGroup>
  );
}
