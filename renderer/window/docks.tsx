import { ChevronDown } from 'lucide-react';
import { commandOf, runCommand } from '../commands/registry.ts';
import { useProblemCount } from '../inspector/problems.tsx';
import { useText, useTexts } from '../language/texts.ts';
import { Lesson } from '../lessons/lesson.tsx';
import { IconButton } from '../parts/button.tsx';
import { lazily } from '../parts/lazily.ts';
import { Tabs } from '../parts/tabs.tsx';
import { useProject } from '../state/project.ts';
import { showTab, useSettings } from '../state/settings.ts';
import { Region } from './region.tsx';
import { windowTexts } from './window-texts.ts';

const Palette = lazily(async () => (await import('../palette/palette.tsx')).Palette);
const Inspector = lazily(async () => (await import('../inspector/inspector.tsx')).Inspector);
const Problems = lazily(async () => (await import('../inspector/problems.tsx')).Problems);
const Views = lazily(async () => (await import('../views/views.tsx')).Views);

const Curves = lazily(async () => (await import('../run/curves.tsx')).Curves);
const CompiledStep = lazily(async () => (await import('../run/compiled-step.tsx')).CompiledStep);
const Runs = lazily(async () => (await import('../run/runs.tsx')).Runs);

/** Fetches what is seen in the docks of a new project. */
export const fetchDocks = () => Promise.all([Palette, Inspector, Views].map(({ load }) => load()));

/** What can be put on the canvas; the lesson, where the project began as a template. */
export function LeftDock() {
  const t = useTexts(windowTexts);
  const tab = useSettings(({ tabs }) => tabs.left);
  const hasLesson = useProject(({ open }) => open?.template != null);
  const palette = {
    id: 'palette',
    title: t('palette'),
    content: (
      <Region>
        <Palette />
      </Region>
    ),
  };
  const lesson = {
    id: 'lesson',
    title: t('lesson'),
    content: (
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
        <Lesson />
      </div>
    ),
  };
  return (
    <section aria-label={t('left')} className="flex h-full flex-col bg-surface">
      <Tabs
        label={t('left')}
        tabs={hasLesson ? [palette, lesson] : [palette]}
        value={tab}
        onChange={(id) => showTab('left', id)}
      />
    </section>
  );
}

/** What is selected, in full. */
export function RightDock() {
  const t = useTexts(windowTexts);
  return (
    <section aria-label={t('inspector')} className="flex h-full flex-col overflow-hidden bg-surface">
      <Region waiting={undefined}>
        <Inspector />
      </Region>
    </section>
  );
}

/** What training tells, the step as text, the history, and what is wrong. */
export function BottomDock() {
  const t = useTexts(windowTexts);
  const tab = useSettings(({ tabs }) => tabs.bottom);
  const tabs = [
    { id: 'curves', title: t('curves'), content: <Curves /> },
    { id: 'views', title: t('views'), content: <Views /> },
    { id: 'compiled-step', title: t('compiledStep'), content: <CompiledStep /> },
    { id: 'runs', title: t('runs'), content: <Runs /> },
    { id: 'problems', title: t('problems'), badge: <ProblemBadge />, content: <Problems /> },
  ].map((one) => ({ ...one, content: <Region>{one.content}</Region> }));
  return (
    <section aria-label={t('bottom')} className="flex h-full flex-col bg-surface">
      <Tabs
        label={t('bottom')}
        tabs={tabs}
        value={tab}
        onChange={(id) => showTab('bottom', id)}
        actions={<HideBottom />}
      />
    </section>
  );
}

function ProblemBadge() {
  const { errors, warnings } = useProblemCount();
  const count = errors + warnings;
  return count === 0 ? null : (
    <span className={errors > 0 ? 'font-medium text-bad' : 'font-medium text-accent'}>{count}</span>
  );
}

function HideBottom() {
  const text = useText();
  const { title, keys } = commandOf('toggle-bottom-dock');
  return (
    <IconButton
      label={text(title)}
      icon={ChevronDown}
      keys={keys}
      side="left"
      onClick={() => void runCommand('toggle-bottom-dock')}
    />
  );
}
