import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useConnection,
  useReactFlow,
  useStore,
  type NodeTypes,
} from '@xyflow/react';
import { Blocks } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { catalogue } from '../../nodes/catalogue.ts';
import { runCommand } from '../commands/registry.ts';
import { keepDialsLive } from '../dials/live-dials.ts';
import { useTexts } from '../language/texts.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { togglePin } from '../probes/pins.ts';
import { callsOf } from '../shapes/locate.ts';
import { select, useDocument, wireKey } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { useReveal } from '../state/reveal.ts';
import { families } from '../theme/families.ts';
import { Adding, Connecting } from './adding.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { CanvasMenu } from './canvas-menu.tsx';
import { calmCanvas, setCanvas, setFlow, setPointer, spotAt, WHOLE } from './canvas-state.ts';
import { canvasTexts } from './canvas-texts.ts';
import './canvas.css';
import { graphNow, useGraph } from './card-state.ts';
import { Card } from './card.tsx';
import { OFFER } from './drag-offer.ts';
import { selectWires, useFlowCards, useFlowWires } from './flow-cards.ts';
import { add, move, openCard, putBetween } from './gestures.ts';
import { useCanvasKeys } from './canvas-keys.ts';
import { PendingWire } from './pending-wire.tsx';
import { useBreakWarning, wiring } from './use-wiring.ts';
import { wireBetweenAt } from './wire-at.ts';
import { Wire } from './wire.tsx';

const cardTypes: NodeTypes = { card: Card };
const wireTypes = { wire: Wire };

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
  const { cards, onNodesChange, dragged, letGo } = useFlowCards();
  const wires = useFlowWires();
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
        edges={wires}
        nodeTypes={cardTypes}
        edgeTypes={wireTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={selectWires}
        onInit={(instance) => setFlow(instance as never, frame.current)}
        fitView
        fitViewOptions={WHOLE}
        minZoom={0.08}
        maxZoom={2}
        connectionMode={ConnectionMode.Strict}
        connectionLineComponent={PendingWire}
        connectionRadius={18}
        reconnectRadius={12}
        nodesDraggable={ours}
        nodesConnectable={ours}
        edgesReconnectable={ours}
        elevateNodesOnSelect
        elevateEdgesOnSelect={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionKeyCode="Shift"
        zoomOnDoubleClick={false}
        nodeClickDistance={3}
        onError={() => undefined}
        attributionPosition="top-right"
        {...wiring}
        onEdgeMouseEnter={(_, { id }) => hoverLater(id)}
        onEdgeMouseLeave={() => hoverLater(null)}
        onEdgeClick={(_, edge) => {
          // The first click selects a wire, the next one pins it or lets it go.
          const before = useDocument.getState();
          if (before.selection.wires.includes(edge.id) && before.path.length === 0 && edge.sourceHandle)
            void togglePin({ node: edge.source, port: edge.sourceHandle });
        }}
        onNodeDoubleClick={(event, { id }) => {
          if (!(event.target as HTMLElement).closest('input, button, [role=spinbutton]')) openCard(id);
        }}
        onNodeDrag={(event, node, nodes) => {
          const wire = nodes.length === 1 ? wireBetweenAt(event, node.id) : null;
          setCanvas({ between: wire && wireKey(wire) });
        }}
        onNodeDragStop={(event, node, nodes) => {
          const wire = nodes.length === 1 ? wireBetweenAt(event, node.id) : null;
          const places = dragged();
          setCanvas({ between: null });
          if (Object.keys(places).length > 0) {
            if (wire) putBetween(node.id, wire, places);
            else move(places);
          }
          letGo();
        }}
        onNodeContextMenu={(event, { id }) => {
          event.preventDefault();
          if (!useDocument.getState().selection.nodes.includes(id)) select({ nodes: [id] });
          setCanvas({ menu: { at: { x: event.clientX, y: event.clientY }, of: 'card' } });
        }}
        onEdgeContextMenu={(event, { id }) => {
          event.preventDefault();
          select({ wires: [id] });
          setCanvas({ menu: { at: { x: event.clientX, y: event.clientY }, of: 'wire' } });
        }}
        onPaneContextMenu={(event) => {
          event.preventDefault();
          setCanvas({ menu: { at: { x: event.clientX, y: event.clientY }, of: 'canvas' } });
        }}
        onDoubleClick={(event) => {
          if ((event.target as HTMLElement).classList.contains('react-flow__pane'))
            void runCommand('add-card');
        }}
        onDragOver={(event) => {
          if (!ours || !event.dataTransfer.types.includes(OFFER)) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = 'copy';
        }}
        onDrop={(event) => {
          const offer = event.dataTransfer.getData(OFFER);
          if (offer === '') return;
          event.preventDefault();
          const { canvas } = spotAt({ x: event.clientX, y: event.clientY });
          add(
            offer,
            { x: canvas.x - 108, y: canvas.y - 20 },
            { into: wireBetweenAt(event.nativeEvent, null) },
          );
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
        <Panel position="top-left">
          <Breadcrumbs />
        </Panel>
        <Panel position="bottom-left">
          <Tools />
        </Panel>
        <MiniMap
          ariaLabel={t('minimap')}
          pannable
          zoomable
          nodeColor={({ id }) => colourOf(id)}
          nodeBorderRadius={16}
          style={{ width: 168, height: 112 }}
        />
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

function colourOf(id: string): string {
  const node = graphNow(useDocument.getState()).nodes[id];
  const family = node && catalogue.get(node.kind)?.family;
  return family ? families[family].colour : 'var(--muted)';
}

/** Milliseconds on a wire before its chip comes, and off it before it goes, so that the pointer can reach the chip. */
const LINGER = 180;
let lingering: ReturnType<typeof setTimeout> | undefined;

function hoverLater(id: string | null): void {
  clearTimeout(lingering);
  lingering = setTimeout(() => setCanvas({ hoveredWire: id }), LINGER);
}

const Tools = () => (
  <div className="flex rounded-control border border-hairline bg-surface p-0.5">
    {['zoom-out', 'zoom-in', 'fit-canvas', 'tidy'].map((id) => (
      <CommandButton key={id} id={id} show="icon" />
    ))}
  </div>
);

/** Under this zoom words of a card cannot be read, under the other one not even titles. */
const SMALL = 0.55;
const FAR = 0.25;
/** How large a title is on the screen where it stands alone (pixels), and the most that a card has room for. */
const TITLE = 10.5;
const LARGEST_TITLE = 26;

/** Tells the style sheet how much can be read at this zoom. */
function Detail({ frame }: { readonly frame: React.RefObject<HTMLDivElement | null> }) {
  const detail = useStore(({ transform: [, , zoom] }) =>
    zoom < FAR ? 'far' : zoom < SMALL ? 'small' : 'full',
  );
  const title = useStore(({ transform: [, , zoom] }) => Math.round(Math.min(LARGEST_TITLE, TITLE / zoom)));
  // What floats beside cards and wires keeps its size on the screen.
  const unzoom = useStore(({ transform: [, , zoom] }) => Math.max(1, Math.round(20 / zoom) / 20));
  useEffect(() => {
    if (!frame.current) return;
    frame.current.dataset.detail = detail;
    frame.current.style.setProperty('--title', `${title}px`);
    frame.current.style.setProperty('--unzoom', String(unzoom));
  }, [detail, title, unzoom, frame]);
  return null;
}

function Warnings() {
  const hovered = useConnection(({ toHandle }) => (toHandle ? `${toHandle.nodeId}.${toHandle.id}` : null));
  useBreakWarning(hovered);
  return null;
}

/** Brings the card into view that somebody wants to see. */
function Revealing() {
  const { count, node } = useReveal();
  const { fitView } = useReactFlow();
  const here = useGraph().nodes;
  const seen = useRef(0);
  const ready = useStore(
    ({ nodeLookup }) => node !== null && nodeLookup.get(node)?.measured.width !== undefined,
  );
  useEffect(() => {
    if (count === seen.current || node === null || !(node in here) || !ready) return;
    seen.current = count;
    void fitView({ nodes: [{ id: node }], maxZoom: 1, padding: 0.4, duration: 200 });
  }, [count, node, here, ready, fitView]);
  return null;
}
