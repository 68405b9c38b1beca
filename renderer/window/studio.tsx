import { startTransition, useEffect, useState, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { Canvas } from '../canvas/canvas.tsx';
import { useTexts } from '../language/texts.ts';
import { keepAsked } from '../run/keep-asked.ts';
import { keepSampled } from '../run/keep-sampled.ts';
import { keepShown } from '../run/keep-shown.ts';
import { useDescription } from '../shapes/description.ts';
import { useSettings } from '../state/settings.ts';
import { BottomDock, LeftDock, RightDock } from './docks.tsx';
import { Region } from './region.tsx';
import { windowTexts } from './window-texts.ts';

/** The canvas with its docks. Sizes are remembered; docks come and go by keys. */
export function Studio() {
  const { left, right, bottom } = useSettings(({ docks }) => docks);
  useEffect(keepShown, []);
  useEffect(keepAsked, []);
  useEffect(keepSampled, []);
  const settled = useSettled();
  const rows = useDefaultLayout({ id: 'genloom-rows', panelIds: bottom ? ['upper', 'bottom'] : ['upper'] });
  const columns = useDefaultLayout({
    id: 'genloom-columns',
    panelIds: [left && 'left', 'canvas', right && 'right'].filter((id) => typeof id === 'string'),
  });
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <Group
        id="rows"
        orientation="vertical"
        defaultLayout={rows.defaultLayout}
        onLayoutChanged={rows.onLayoutChanged}
        className="min-h-0 flex-1"
      >
        <Panel id="upper" minSize="240px" style={{ overflow: 'hidden' }}>
          <Group id="columns" defaultLayout={columns.defaultLayout} onLayoutChanged={columns.onLayoutChanged}>
            {left && (
              <Dock id="left" size="244px" min="180px" max="420px">
                {settled ? <LeftDock /> : <EmptyDock />}
              </Dock>
            )}
            {left && <Edge />}
            <Panel id="canvas" minSize="320px" style={{ overflow: 'hidden' }}>
              <div className="h-full">{CANVAS}</div>
            </Panel>
            {right && <Edge />}
            {right && (
              <Dock id="right" size="300px" min="220px" max="520px">
                {settled ? <RightDock /> : <EmptyDock />}
              </Dock>
            )}
          </Group>
        </Panel>
        {bottom && <Edge lying />}
        {bottom && (
          <Dock id="bottom" size="31%" min="120px" max="70%">
            {settled ? <BottomDock /> : <EmptyDock />}
          </Dock>
        )}
      </Group>
    </main>
  );
}

/** Drawn anew by itself alone. */
const CANVAS = (
  <Region>
    <Canvas />
  </Region>
);

/** Milliseconds after which docks come, whatever the canvas waits for. */
const LATE = 500;

/** The canvas comes first: docks are drawn when it is seen with its shapes, in time that nobody needs. */
function useSettled(): boolean {
  const known = useDescription(({ document }) => document !== null);
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (settled) return;
    const settle = () => startTransition(() => setSettled(true));
    const late = setTimeout(settle, LATE);
    // The frame that is being made is painted first.
    let soon: ReturnType<typeof setTimeout> | undefined;
    const frame = known ? requestAnimationFrame(() => (soon = setTimeout(settle, 0))) : 0;
    return () => {
      clearTimeout(late);
      clearTimeout(soon);
      cancelAnimationFrame(frame);
    };
  }, [known, settled]);
  return settled;
}

const EmptyDock = () => <div className="h-full bg-surface" />;

interface DockProps {
  readonly id: string;
  readonly size: string;
  readonly min: string;
  readonly max: string;
  readonly children: ReactNode;
}

/** Keeps its pixels when the window grows: what grows then is the canvas. */
const Dock = ({ id, size, min, max, children }: DockProps) => (
  <Panel
    id={id}
    defaultSize={size}
    minSize={min}
    maxSize={max}
    groupResizeBehavior="preserve-pixel-size"
    style={{ overflow: 'hidden' }}
  >
    {children}
  </Panel>
);

/** A hairline that is dragged to resize what is beside it; arrow keys move it too. */
function Edge({ lying = false }: { readonly lying?: boolean }) {
  const t = useTexts(windowTexts);
  return (
    <Separator
      aria-label={t('resize')}
      className={`bg-hairline transition-colors hover:bg-outline focus-visible:bg-accent data-[separator=active]:bg-accent ${lying ? 'h-px' : 'w-px'}`}
    />
  );
}
