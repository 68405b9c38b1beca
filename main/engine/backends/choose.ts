import { arch, cpus } from 'node:os';

import { Problem, textOf, type Text } from '../../../nodes/alphabet/problem.ts';
import type { Target } from '../../targets/target.ts';
import { CANDIDATES, type Candidate, type Started } from './candidates.ts';
import type { BackendName, BackendReport, BackendWish, SelfTest } from './report.ts';
import { selfTest } from './self-test.ts';
import { arrangeThreads } from './threads.ts';

/** A backend that works, and what there is to say about it. */
export interface Chosen {
  readonly target: Target;
  readonly report: BackendReport;
}

/**
 * Takes the best backend that loads and passes the self-test; `auto` never ends at `cpu`, which is for tests.
 * @param wish another name than `auto` takes that one and no other
 * @throws a sentence with every reason where none works, and where GENLOOM_THREADS cannot be understood
 */
export async function chooseBackend(
  wish: BackendWish = 'auto',
  candidates: readonly Candidate[] = CANDIDATES,
): Promise<Chosen> {
  arrangeThreads();
  const why: Text[] = [];
  for (const candidate of candidates) {
    const { name } = candidate;
    if (wish === 'auto' ? name === 'cpu' : name !== wish) {
      if (wish !== 'auto') why.push(notTried(name, wish));
      continue;
    }
    try {
      const started = await candidate.start();
      const test = await selfTest(started.target, started.device);
      if (!test.passed) throw wrongNumbers(test);
      const { target, regret, ...library } = started;
      if (regret) why.push(regret);
      return {
        target,
        report: { name, ...library, why, selfTest: test, fingerprint: fingerprint(name, started) },
      };
    } catch (error) {
      why.push(notTaken(name, textOf(error)));
    }
    if (wish === name) break;
  }
  const tried = why.map(({ en }) => en).join(' ');
  throw new Error(`No backend works here that was asked for (${wish}). ${tried} "genloom doctor" says more.`);
}

const TITLES: Record<BackendName, string> = {
  tensorflow: 'TensorFlow',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

const notTried = (name: BackendName, wish: BackendName): Text => ({
  en: `${TITLES[name]} was not tried, as ${TITLES[wish]} was asked for.`,
  ko: `${TITLES[wish]}이(가) 지정되어 ${TITLES[name]}은(는) 시도하지 않았습니다.`,
});

const notTaken = (name: BackendName, reason: Text): Text => ({
  en: `${TITLES[name]} was not taken: ${sentence(reason.en)}`,
  ko: `${TITLES[name]}을(를) 쓰지 않은 까닭: ${sentence(reason.ko)}`,
});

const sentence = (reason: string) => (/[.!?]$/.test(reason.trim()) ? reason.trim() : `${reason.trim()}.`);

function wrongNumbers({ worstDifference }: SelfTest): Problem {
  const off = worstDifference.toPrecision(2);
  return new Problem(
    `it computes wrong numbers in the self-test (off by ${off} of the largest known one).`,
    `자체 검사에서 틀린 수를 계산했습니다(가장 큰 정답 대비 오차 ${off}).`,
  );
}

/** Rounding depends on the machine's instructions too, so its processor is part of it. */
function fingerprint(name: BackendName, { version, device, threads }: Started): string {
  const processor = cpus()[0]?.model.trim() || 'unknown processor';
  return `${name} ${version}, ${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${arch()} ${processor}`;
}
