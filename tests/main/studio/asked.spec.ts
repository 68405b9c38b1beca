import { afterEach, expect, test } from 'vitest';
import { writeDocument } from '../../../nodes/graph/document.ts';
import { vaeWithPlace } from '../../documents.ts';
import { caller, cleanUp, newStudio } from './window.ts';

// The engine in its own process runs what was built into out/: `npm test` builds before the tests.
afterEach(cleanUp);

const one = caller('one');

test('what a window asks for holds for the model that is there, on another backend too, until another one comes', async () => {
  const document = vaeWithPlace([1, 2]);
  const text = writeDocument(document);
  const { studio, heard } = await newStudio();
  await studio.chooseBackend({ wish: 'cpu' });
  const { project } = await studio.createProject({ text, name: 'asked' }, one);
  const places = async () => [...(await studio.sample({ output: 'places', count: 1, seed: 1 }, one)).data];
  await expect(studio.ask({ asked: { 'place.value': [3, 4] } })).rejects.toThrow('No model');

  await studio.show({ project, text });
  const prepared = () =>
    heard.of('engine').filter(({ state }) => state.model?.activity === 'preparing').length;
  const before = prepared();
  await studio.ask({ asked: { 'place.value': [3, 4] } });
  expect(await places()).toEqual([3, 4]);
  expect(prepared()).toBe(before);
  await studio.chooseBackend({ wish: 'wasm' });
  expect(await places()).toEqual([3, 4]);
  await studio.show({ project, text: text.replace('"steps": 20', '"steps": 21') });
  expect(await places()).toEqual([1, 2]);
});
