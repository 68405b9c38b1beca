import { CircleHelp } from 'lucide-react';
import { catalogue } from '../../nodes/catalogue.ts';
import { renameNode } from '../edits/nodes.ts';
import { editGraph } from '../edits/site.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { families } from '../theme/families.ts';
import { CardTitle } from './card-title.tsx';
import { canvasTexts } from './canvas-texts.ts';
import { useCanvas } from './canvas-state.ts';
import { titleOf, useCardNode, useSharing } from './card-state.ts';
import { growsTitle } from './keeps-size.ts';
import { NameInput } from './name-input.tsx';

const rename = (id: string, name: string): void =>
  editGraph({ en: 'Rename a card', ko: '카드 이름 바꾸기' }, ({ graph }) => renameNode(graph, id, name));

/** The family's icon, the title, and which of a block's calls it is. */
export function CardHead({ id }: { readonly id: string }) {
  const text = useText();
  const t = useTexts(canvasTexts);
  const node = useCardNode(id);
  const sharing = useSharing(id);
  const renaming = useCanvas((state) => state.renaming === id);
  const definition = node && catalogue.get(node.kind);
  const Icon = definition ? families[definition.family].icon : CircleHelp;
  const title = text(titleOf(node));
  return (
    <header ref={growsTitle} className="card-head">
      <Icon size={14} strokeWidth={2} aria-hidden className="card-icon" />
      {renaming ? (
        <NameInput label={t('rename')} title={title} onName={(name) => rename(id, name)} />
      ) : (
        <CardTitle title={title} />
      )}
      {sharing && (
        <Tooltip text={t('oneBlock', { count: sharing.count })} side="top">
          <span className="card-aside">{t('ofCalls', { place: sharing.place, count: sharing.count })}</span>
        </Tooltip>
      )}
      {!definition && <span className="card-aside">{t('unknown')}</span>}
    </header>
  );
}
