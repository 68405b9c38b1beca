// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { createProject, leaveProject } from '../../../renderer/state/project.ts';
import { showTab, useSettings } from '../../../renderer/state/settings.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { FakeMachine } from '../fake-machine.ts';

const tab = () => useSettings.getState().tabs.bottom;
afterEach(() => leaveProject());

test('a template opens on its pictures where the dock would stand empty, and on what a person chose else', async () => {
  setMachine(new FakeMachine(smallVae(), { template: 'vae-digits' }));
  showTab('bottom', 'curves');
  await createProject({ template: 'vae-digits' });
  expect(tab()).toBe('views');
  showTab('bottom', 'compiled-step');
  await createProject({ template: 'vae-digits' });
  expect(tab()).toBe('compiled-step');
});

test('an empty project stays with the curves', async () => {
  setMachine(new FakeMachine(smallVae()));
  showTab('bottom', 'curves');
  await createProject({ empty: true });
  expect(tab()).toBe('curves');
});
