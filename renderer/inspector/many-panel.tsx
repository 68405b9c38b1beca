import { useShallow } from 'zustand/react/shallow';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import type { DialValue, GraphNode } from '../../nodes/graph/document.ts';
import { graphNow, titleOf } from '../canvas/card-state.ts';
import { setDial } from '../edits/nodes.ts';
import { editGraph } from '../edits/site.ts';
import { countText } from '../language/numbers.ts';
import { useText, useTexts } from '../language/texts.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { useDescription } from '../shapes/description.ts';
import { weightsKey } from '../shapes/locate.ts';
import { useDocument } from '../state/document.ts';
import { DialList } from './dial-list.tsx';
import { inspectorTexts } from './inspector-texts.ts';
import { Fact, Section } from './section.tsx';

/** What several cards share: their dials where they are of one kind, their weights together. */
export function ManyPanel({ ids }: { readonly ids: readonly string[] }) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const nodes = useDocument(useShallow((state) => ids.flatMap((id) => graphNow(state).nodes[id] ?? [])));
  const document = useDocument((state) => state.document);
  const path = useDocument((state) => state.path);
  const weights = useDescription(({ parameters }) => {
    const keys = new Set(ids.map((id) => document && weightsKey(document, path, id)));
    return [...keys].reduce((sum, key) => sum + (key === null ? 0 : (parameters.get(key) ?? 0)), 0);
  });
  return (
    <>
      <header className="flex flex-col gap-2 px-3 py-3">
        <h2 className="text-title font-semibold">{t('many', { count: nodes.length })}</h2>
        <p className="text-muted">{nodes.map((node) => text(titleOf(node))).join(', ')}</p>
        <div className="flex flex-wrap gap-1">
          <CommandButton id="make-block" />
          <CommandButton id="duplicate" />
          <CommandButton id="switch-card" />
        </div>
        {weights > 0 && (
          <dl>
            <Fact what={t('weights')}>{countText(weights)}</Fact>
          </dl>
        )}
      </header>
      <SharedDials ids={ids} nodes={nodes} />
    </>
  );
}

function SharedDials({
  ids,
  nodes,
}: {
  readonly ids: readonly string[];
  readonly nodes: readonly GraphNode[];
}) {
  const t = useTexts(inspectorTexts);
  const dials = sharedDials(nodes);
  if (Object.keys(dials).length === 0)
    return <p className="border-t border-hairline px-3 py-3 text-muted">{t('noSharedDials')}</p>;
  const [first] = nodes;
  return (
    <Section title={t('sharedDials')}>
      <DialList
        dials={dials}
        values={first?.dials ?? {}}
        onTurn={(name, dial, value) => turnAll(ids, name, dial, value)}
      />
    </Section>
  );
}

/** One deed for all of them. */
const turnAll = (ids: readonly string[], name: string, dial: Dial, value: DialValue | undefined): void =>
  editGraph(
    {
      en: `Turn '${dial.title.en}' of ${ids.length} cards`,
      ko: `카드 ${ids.length}개의 '${dial.title.ko}' 바꾸기`,
    },
    (site) => {
      for (const id of ids) setDial(site, id, name, value);
    },
    `dial ${ids.join(' ')}.${name}`,
  );

/** Dials that all have, of one type and range; those that go by the names of wires are each card's own. */
export function sharedDials(nodes: readonly GraphNode[]): Readonly<Record<string, Dial>> {
  const tables = nodes.map(
    (node) => (catalogue.get(node.kind)?.dials ?? {}) as Readonly<Record<string, Dial>>,
  );
  const [first, ...others] = tables;
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(
      ([name, dial]) =>
        dial.type !== 'weights' &&
        dial.type !== 'text' &&
        others.every((table) => JSON.stringify(table[name]) === JSON.stringify(dial)),
    ),
  );
}
