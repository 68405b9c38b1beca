import { useTexts } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { DesignPanel } from './design-panel.tsx';
import { DocumentPanel } from './document-panel.tsx';
import { inspectorTexts } from './inspector-texts.ts';
import { ManyPanel } from './many-panel.tsx';
import { NodePanel } from './node-panel.tsx';
import { WirePanel } from './wire-panel.tsx';

/**
 * What is selected, in full: its sentence, dials, ports and cost; with nothing selected the document, or the design
 * that is open.
 */
export function Inspector() {
  const t = useTexts(inspectorTexts);
  const { nodes, wires } = useDocument((state) => state.selection);
  const [node] = nodes;
  const [wire] = wires;
  const ours = useProject(({ open }) => open?.lookingOn !== true);
  const design = useDocument(({ path }) => path.at(-1)?.design);
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={t('inspector')}
      className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
    >
      {/* Where another window edits the project, this one looks on. */}
      <fieldset disabled={!ours} className="contents">
        {nodes.length > 1 ? (
          <ManyPanel ids={nodes} />
        ) : node !== undefined ? (
          <NodePanel id={node} />
        ) : wire !== undefined ? (
          <WirePanel id={wire} />
        ) : design !== undefined ? (
          <DesignPanel id={design} />
        ) : (
          <DocumentPanel />
        )}
      </fieldset>
    </div>
  );
}
