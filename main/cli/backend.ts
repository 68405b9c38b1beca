import { chooseBackend } from '../engine/backends/choose.ts';
import type { BackendName, BackendReport, BackendWish } from '../engine/backends/report.ts';
import { arrangeThreads } from '../engine/backends/threads.ts';
import type { Backend } from '../engine/run.ts';
import type { Console } from './console.ts';
import { NoBackend, UsageError } from './errors.ts';

/** The option of every command that computes. */
export const backendOption = {
  type: 'choice',
  options: ['auto', 'tensorflow', 'wasm', 'cpu'],
  otherwise: 'auto',
  sentence: {
    en: 'what computes; auto is the best that works, cpu is plain JavaScript and slow',
    ko: '계산할 곳. auto는 작동하는 것 중 가장 좋은 것, cpu는 느린 순수 JavaScript입니다',
  },
} as const;

const TITLES = { tensorflow: 'TensorFlow', wasm: 'WebAssembly', cpu: 'JavaScript' } as const;

/** `TensorFlow 2.21.0 on CPU, 2 threads` */
export const backendTitle = ({ name, version, device, threads }: BackendReport): string =>
  `${TITLES[name]} ${version} on ${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;

/** The backend that was asked for, tested. @throws NoBackend with every reason where none works */
export async function openBackend(
  wish: BackendWish,
  console: Console,
): Promise<Backend & { readonly name: BackendName }> {
  try {
    arrangeThreads();
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(message, message);
  }
  const { target, report } = await chooseBackend(wish).catch((error: unknown) => {
    throw new NoBackend((error as Error).message, { cause: error });
  });
  if (wish === 'auto') for (const why of report.why) console.say(why);
  return { name: report.name, target, fingerprint: report.fingerprint };
}
