import { afterEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../../../main/engine/backends/choose.ts';
import { smallVae } from '../../documents.ts';
import { genloom, inNewFolder, writeDocumentFile } from './genloom.ts';

inNewFolder();
vi.mock('../../../main/engine/backends/choose.ts', { spy: true });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.mocked(chooseBackend).mockReset();
});

test('where no backend works the reasons are told, with exit code 4', async () => {
  vi.mocked(chooseBackend).mockRejectedValue(
    new Error('No backend works here that was asked for (auto). Sorry.'),
  );
  for (const args of [
    ['train', 'vae-digits'],
    ['explain', 'vae-digits', '--values'],
  ]) {
    const { code, out, error } = await genloom(args);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(error).toContain('No backend works here');
  }
  const doctor = await genloom(['doctor']);
  expect(doctor.code).toBe(4);
  expect(doctor.out).toContain('✗ wasm: No backend works here');
});

test('why a better one was not taken is said where nobody asked for one', async () => {
  const why = [{ en: 'TensorFlow was not taken: it is ill.', ko: 'TensorFlow를 쓰지 않은 까닭: 아픔.' }];
  const real = chooseBackend;
  vi.mocked(chooseBackend).mockImplementation(async () => {
    const chosen = await vi
      .importActual<{ chooseBackend: typeof real }>('../../../main/engine/backends/choose.ts')
      .then((actual) => actual.chooseBackend('cpu'));
    return { ...chosen, report: { ...chosen.report, why } };
  });
  const file = writeDocumentFile('vae.genloom', smallVae());
  const explain = async (...args: string[]) => (await genloom(['explain', file, '--values', ...args])).error;
  expect(await explain('--language', 'ko')).toContain('아픔');
  expect(await explain('--backend', 'cpu')).not.toContain('ill');
});

test('a wish for threads that cannot be understood is wrong usage', async () => {
  vi.stubEnv('GENLOOM_THREADS', 'many');
  const { code, error } = await genloom(['explain', 'vae-digits', '--values']);
  expect(code).toBe(2);
  expect(error).toContain("GENLOOM_THREADS must be a whole number of threads from 1 to 9999; it is 'many'");
});
