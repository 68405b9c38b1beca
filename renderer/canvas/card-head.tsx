import { CircleHelp } from 'lucide-react';
import { catalogue } from '../../nodes/catalogue.ts';
import { renameNode } from '../edits/nodes.ts';
import { editGraph } from '../edits/site.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { families } from '../theme/families.ts';
import { canvasTexts } from './canvas-texts.ts';
import { setCanvas, useCanvas } from './canvas-state.ts';
import { titleOf, useCardNode, useSharing } from './card-state.ts';

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
    <header className="card-head">
      <Icon size={14} strokeWidth={2} aria-hidden className="card-icon" />
      {renaming ? (
        <NameInput id={id} title={title} named={node?.name !== undefined} />
      ) : (
        <span className="card-title" title={title}>
          {title}
        </span>
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

function NameInput({ id, title, named }: { id: string; title: string; named: boolean }) {
  const t = useTexts(canvasTexts);
  const done = (name: string | null) => {
    setCanvas({ renaming: null });
    if (name === null || (name.trim() === title && !named)) return;
    editGraph({ en: 'Rename a card', ko: '카드 이름 바꾸기' }, ({ graph }) => renameNode(graph, id, name));
  };
  return (
    <input
      aria-label={t('rename')}
      defaultValue={title}
      ref={(input) => {
        // React Flow takes the focus back to the card once, after the click that opened this.
        requestAnimationFrame(() => input?.select());
      }}
      className="card-name nodrag nopan"
      onBlur={(event) => done(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.currentTarget.value = title;
          done(null);
        }
      }}
    />
  );
}
