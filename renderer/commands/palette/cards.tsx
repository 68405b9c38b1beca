import { useCommandState } from 'cmdk';
import { catalogue } from '../../../nodes/catalogue.ts';
import { givenName } from '../../../nodes/graph/names.ts';
import { titlesIn } from '../../../nodes/graph/node-title.ts';
import { graphNow } from '../../canvas/card-state.ts';
import { useDocument } from '../../state/document.ts';
import { reveal } from '../../state/reveal.ts';
import { families } from '../../theme/families.ts';
import { Found, FoundGroup } from './found.tsx';

/** The cards on the canvas, each brought into view; once something is typed, as there may be hundreds. */
export function Cards({ title, onPick }: { readonly title: string; readonly onPick: () => void }) {
  const document = useDocument(({ document }) => document);
  const graph = useDocument(graphNow);
  const typed = useCommandState(({ search }) => search !== '');
  if (!document || !typed) return null;
  const frames = new Map(
    Object.values(graph.frames ?? {}).flatMap((frame) => frame.nodes.map((id) => [id, givenName(frame)])),
  );
  const titles = titlesIn(document, graph);
  return (
    <FoundGroup title={title}>
      {Object.entries(graph.nodes).map(([id, { kind }]) => {
        const definition = catalogue.get(kind);
        const frame = frames.get(id);
        return (
          <Found
            key={id}
            value={`card ${id}`}
            title={titles.get(id)!}
            {...(frame ? { detail: frame } : {})}
            words={definition ? [definition.title.en, definition.title.ko] : [kind]}
            icon={definition && families[definition.family].icon}
            onPick={() => {
              onPick();
              reveal(useDocument.getState().path, id);
            }}
          />
        );
      })}
    </FoundGroup>
  );
}
