import {
  ConnectionMode,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useConnection,
  useReactFlow,
  useStore,
  useStoreApi,
  type NodeChange,
  type NodeTypes,
} from '@xyflow/react';
import { Blocks } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { catalogue } from '../../nodes/catalogue.ts';
import { keepDialsLive } from '../dials/live-dials.ts';
import { useTexts } from '../language/texts.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { callsOf } from '../shapes/locate.ts';
import { useDocument } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { useReveal } from '../state/reveal.ts';
import { families } from '../theme/families.ts';
import { Adding, Connecting } from './adding.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { CanvasMenu } from './canvas-menu.tsx';
import { calmCanvas, setPointer, WHOLE } from './canvas-state.ts';
import { canvasTexts } from './canvas-texts.ts';
import './canvas.css';
import './frames.css';
import './moving.css';
import { graphNow, useGraph } from './card-state.ts';
import { Card } from './card.tsx';
import { Detail } from './detail.tsx';
import { Dots } from './dots.tsx';
import { FoldedCard } from './folded-card.tsx';
import { foldedHomes } from './folded.ts';
import { showHidden } from './frame-gestures.ts';
import { Frame } from './frame.tsx';
import { MiniMap } from './mini-map.tsx';
import { Note } from './note.tsx';
import { pieceOf } from './pieces.ts';
import { changeCards, useFlowCards, type FlowCard } from './flow-cards.ts';
import { useCanvasKeys } from './canvas-keys.ts';
import { PendingWire } from './pending-wire.tsx';
import { pointing } from './pointing.ts';
import { useSpoken } from './spoken.ts';
import { useBreakWarning, wiring } from './use-wiring.ts';
import { Wires } from './wires.tsx';

const cardTypes: NodeTypes = { card: Card, frame: Frame, folded: FoldedCard, note: Note };
const ADDING_KEYS = ['Shift', 'Meta', 'Control'];
/** React Flow's own remarks help nobody here: a wire whose port is gone is told among the problems. */
const nothing = (): void => undefined;

/** The graph at the current path: cards and wires. */
export function Canvas() {
  useEffect(keepDialsLive, []);
  const path = useDocument((state) => state.path);
  const open = useDocument(({ document }) => document !== null);
  useEffect(calmCanvas, [path]);
  if (!open) return null;
  // Each graph is a canvas of its own: its view is fitted anew when it is entered.
  return (
    <ReactFlowProvider key={callsOf(path)}>
      <Graph />
    </ReactFlowProvider>
  );
}

function Graph() {
  const t = useTexts(canvasTexts);
  const frame = useRef<HTMLDivElement>(null);
  const cards = useFlowCards();
  const spoken = useSpoken();
  const flow = useStoreApi();
  const change = useCallback(
    (changes: NodeChange<FlowCard>[]) => changeCards(changes, flow.getState().multiSelectionActive),
    [flow],
  );
  const isEmpty = cards.length === 0;
  // Where another window edits the project, this one looks on.
  const ours = useProject(({ open }) => open?.lookingOn !== true);
  useCanvasKeys(frame);
  // Going in or out takes away the card that had the keyboard: the canvas has it then.
  useEffect(() => {
    if (document.activeElement === document.body) frame.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div
      ref={frame}
      className="canvas"
      tabIndex={-1}
      role="region"
      aria-label={t('canvas')}
      onPointerMove={(event) => setPointer({ x: event.clientX, y: event.clientY })}
      onPointerLeave={() => setPointer(null)}
    >
      <ReactFlow
        nodes={cards}
        nodeTypes={cardTypes}
        onNodesChange={change}
        fitView
        fitViewOptions={WHOLE}
        minZoom={0.08}
        maxZoom={2}
        connectionMode={ConnectionMode.Strict}
        connectionLineComponent={PendingWire}
        connectionRadius={18}
        nodesDraggable={ours}
        nodesConnectable={ours}
        elevateNodesOnSelect
        deleteKeyCode={null}
        multiSelectionKeyCode={ADDING_KEYS}
        selectionKeyCode="Shift"
        // The wheel zooms anyway; each press of the key would have everything on the canvas painted anew.
        zoomActivationKeyCode={null}
        zoomOnDoubleClick={false}
        nodeClickDistance={3}
        onError={nothing}
        ariaLabelConfig={spoken}
        attributionPosition="top-right"
        {...wiring}
        {...pointing}
      >
        <Dots />
        <Wires />
        <Panel position="top-left">
          <Breadcrumbs />
        </Panel>
        <Panel position="bottom-left">
          <Tools />
        </Panel>
        <MiniMap label={t('minimap')} colourOf={colourOf} />
        <Detail frame={frame} />
        <Warnings />
        <Revealing />
        {isEmpty && (
          <Panel position="top-center" className="canvas-empty">
            <EmptyState icon={Blocks} title={t('emptyBoard')}>
              {t('emptyBoardHow')}
            </EmptyState>
          </Panel>
        )}
      </ReactFlow>
      <Adding />
      <Connecting />
      <CanvasMenu />
    </div>
  );
}

function colourOf({ id: key }: { readonly id: string }): string {
  const { kind, id } = pieceOf(key);
  const { nodes, frames } = graphNow(useDocument.getState());
  if (kind === 'frames' && !frames?.[id]?.folded) return 'var(--hairline)';
  const node = nodes[id];
  const family = node && catalogue.get(node.kind)?.family;
  return family ? families[family].colour : 'var(--muted)';
}

const Tools = () => (
  <div className="flex rounded-control border border-hairline bg-surface p-0.5">
    {['zoom-out', 'zoom-in', 'fit-canvas', 'tidy'].map((id) => (
      <CommandButton key={id} id={id} show="icon" />
    ))}
  </div>
);

function Warnings() {
  const hovered = useConnection(({ toHandle }) => (toHandle ? `${toHandle.nodeId}.${toHandle.id}` : null));
  useBreakWarning(hovered);
  return null;
}

/** Brings the card into view that somebody wants to see. */
function Revealing() {
  const { count, node } = useReveal();
  const { fitView } = useReactFlow();
  const graph = useGraph();
  const here = graph.nodes;
  const hidden = node !== null && foldedHomes(graph).has(node);
  const seen = useRef(0);
  const ready = useStore(
    ({ nodeLookup }) => node !== null && nodeLookup.get(node)?.measured.width !== undefined,
  );
  useEffect(() => {
    if (count === seen.current || node === null || !(node in here)) return;
    if (hidden) showHidden(node);
    if (!ready) return;
    seen.current = count;
    void fitView({ nodes: [{ id: node }], maxZoom: 1, padding: 0.4, duration: 200 });
  }, [count, node, here, hidden, ready, fitView]);
  return null;
}
