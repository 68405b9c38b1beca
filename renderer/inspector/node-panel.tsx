import type { Text } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { holds, type Dial } from '../../nodes/dial.ts';
import type { GraphDocument, GraphNode } from '../../nodes/graph/document.ts';
import { formulaOf } from '../../nodes/graph/formula.ts';
import { nameOr, phaseName } from '../../nodes/graph/names.ts';
import { useCardNode, useCardProblems, titleOf } from '../canvas/card-state.ts';
import { useWeightedWires } from '../canvas/weighted-wires.ts';
import { exampleField } from '../dials/example-field.tsx';
import { turnDial } from '../dials/turn-dial.ts';
import { renameNode } from '../edits/nodes.ts';
import { editGraph } from '../edits/site.ts';
import { useText, useTexts } from '../language/texts.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { formulaLines } from '../parts/formula-lines.ts';
import { Formula } from '../parts/formula.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useDocument } from '../state/document.ts';
import { families } from '../theme/families.ts';
import { NodePicture } from '../views/node-picture.tsx';
import { BlockSection } from './block-section.tsx';
import { CostSection } from './cost-section.tsx';
import { DialList } from './dial-list.tsx';
import { inspectorTexts } from './inspector-texts.ts';
import { PortsSection } from './ports-section.tsx';
import { ProblemLine } from './problem-line.tsx';
import { Section } from './section.tsx';

/** One card in full. */
export function NodePanel({ id }: { readonly id: string }) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const node = useCardNode(id);
  const problems = useCardProblems(id);
  const onBoard = useDocument(({ path }) => path.length === 0);
  if (!node) return null;
  const definition = catalogue.get(node.kind);
  const formula = definition && formulaOf(definition, node.dials);
  const looks = definition?.role === 'view' || definition?.role === 'metric';
  return (
    <>
      <header className="flex flex-col gap-2 px-3 py-3">
        <Kind node={node} />
        <TextField
          key={id}
          look="bare"
          label={t('name')}
          value={text(titleOf(node))}
          className="text-title font-semibold"
          onCommit={(name) =>
            editGraph({ en: 'Rename a card', ko: '카드 이름 바꾸기' }, ({ graph }) =>
              renameNode(graph, id, name),
            )
          }
        />
        <div className="flex flex-wrap gap-1">
          {definition?.role === 'call' && <CommandButton id="open-card" />}
          <CommandButton id="switch-card" />
          <CommandButton id="connect-card" />
        </div>
        {definition ? (
          <>
            <p>{text(definition.sentence)}</p>
            {formula !== undefined && (
              <div
                tabIndex={0}
                className="flex flex-col gap-1.5 overflow-x-auto rounded-control bg-sunken px-2 py-2"
              >
                {formulaLines(formula).map((line) => (
                  <p key={line}>
                    <Formula tex={line} />
                  </p>
                ))}
              </div>
            )}
            {definition.source !== undefined && (
              <p className="text-small text-muted">
                {t('source')}: {definition.source}
              </p>
            )}
          </>
        ) : (
          <p>{t('unknownKind', { kind: node.kind })}</p>
        )}
        {problems.map((problem) => (
          <ProblemLine key={problem.text.en} problem={problem} place={false} />
        ))}
      </header>
      {looks && onBoard && (
        <div className="h-64 border-t border-hairline p-3">
          <NodePicture node={id} size="dock" />
        </div>
      )}
      {definition?.role === 'call' && <BlockSection id={id} />}
      {definition && Object.keys(definition.dials).length > 0 && (
        <Dials id={id} node={node} dials={definition.dials as Readonly<Record<string, Dial>>} />
      )}
      <PortsSection id={id} />
      <CostSection id={id} />
    </>
  );
}

function Kind({ node }: { readonly node: GraphNode }) {
  const text = useText();
  const definition = catalogue.get(node.kind);
  if (!definition) return null;
  const { icon: Icon, colour, title } = families[definition.family];
  return (
    <p className="flex items-center gap-1.5 text-small text-muted">
      <Icon size={14} aria-hidden style={{ color: colour }} />
      {text(title)}
      {node.name !== undefined && <span>· {text(definition.title)}</span>}
    </p>
  );
}

function Dials({
  id,
  node,
  dials,
}: {
  readonly id: string;
  readonly node: GraphNode;
  readonly dials: Readonly<Record<string, Dial>>;
}) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const wires = useWeightedWires(id);
  const document = useDocument((state) => state.document);
  const inDesign = useDocument(({ path }) => path.length > 0);
  const shown = Object.fromEntries(
    Object.entries(dials).filter(([name, dial]) => isShown(node, name, dial, inDesign)),
  );
  return (
    <Section title={t('dials')}>
      <DialList
        dials={shown}
        values={node.dials}
        wires={wires}
        options={document ? namesOf(document, node, text) : {}}
        fieldFor={(name, dial) => exampleField(id, name, dial)}
        onTurn={(name, dial, value) => turnDial(id, name, dial, value)}
      />
    </Section>
  );
}

/** Dials that say nothing where the node stands, or beside its other dials, are left out. */
function isShown(node: GraphNode, name: string, dial: Dial, inDesign: boolean): boolean {
  if ('onCard' in dial && dial.onCard && node.dials[name] === undefined)
    return !inDesign && holds(dial.onCard, node.dials);
  if (catalogue.get(node.kind)?.role !== 'call') return true;
  if (name === 'again' || name === 'design') return inDesign && !node.dials.block;
  return name !== 'block' || !inDesign || node.dials.block !== undefined;
}

/** What the texts of a node may be that name blocks, designs or phases. */
function namesOf(
  document: GraphDocument,
  node: GraphNode,
  text: (both: Text) => string,
): Record<string, Record<string, string>> {
  const none = { '': '–' };
  const blocks = Object.fromEntries(
    Object.entries(document.blocks).map(([id, block]) => [id, text(nameOr(block, id))]),
  );
  const designs = Object.fromEntries(Object.keys(document.designs).map((id) => [id, id]));
  return {
    ...('block' in node.dials || node.kind === 'block' || node.kind === 'call'
      ? { block: { ...none, ...blocks } }
      : {}),
    ...(node.kind === 'call' ? { design: { ...none, ...designs } } : {}),
    ...(catalogue.get(node.kind)?.role === 'optimizer'
      ? {
          phase: {
            ...none,
            ...Object.fromEntries(
              document.phases.map(({ name }) => [name, text(phaseName(document.phases, name))]),
            ),
          },
        }
      : {}),
  };
}
