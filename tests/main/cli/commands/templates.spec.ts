import { expect, test } from 'vitest';
import { genloom } from '../genloom.ts';

test('lists what ships: name, question, parameters, steps', async () => {
  const { code, out, error } = await genloom(['templates']);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(out).toMatch(
    /^vae-digits +Why does an autoencoder need noise to generate\? +[\d,]+ parameters +[\d,]+ steps/m,
  );
  expect((await genloom(['templates', '--language', 'ko'])).out).toMatch(/vae-digits .*파라미터 [\d,]+개/);
  const told = (await genloom(['templates', '--json'])).records('template');
  const vae = told.find(({ name }) => name === 'vae-digits');
  expect(vae).toMatchObject({
    name: 'vae-digits',
    parameters: expect.any(Number) as number,
    trained: expect.any(Boolean) as boolean,
  });
});
