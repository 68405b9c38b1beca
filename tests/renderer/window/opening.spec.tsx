// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useProject } from '../../../renderer/state/project.ts';
import { Opening } from '../../../renderer/window/opening.tsx';
import { after, draw } from '../drawn.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await after(() => useProject.setState({ opening: false }));
  vi.useRealTimers();
});

test('that a project is on its way is told where it takes long, and not where it does not', async () => {
  const page = await draw(<Opening />);
  const told = () => page.querySelector('[role=progressbar]')?.getAttribute('aria-label') ?? null;
  await after(() => useProject.setState({ opening: true }));
  await after(() => void vi.advanceTimersByTime(400));
  expect(told()).toBeNull();
  await after(() => useProject.setState({ opening: false }));
  await after(() => void vi.advanceTimersByTime(400));
  expect(told()).toBeNull();
  await after(() => useProject.setState({ opening: true }));
  await after(() => void vi.advanceTimersByTime(600));
  expect(told()).toBe('Opening the project');
  await after(() => useProject.setState({ opening: false }));
  expect(told()).toBeNull();
});
