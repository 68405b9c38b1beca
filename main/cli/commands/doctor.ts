import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import type { Text } from '../../../nodes/alphabet/problem.ts';
import { chooseBackend } from '../../engine/backends/choose.ts';
import type { BackendName, BackendReport } from '../../engine/backends/report.ts';
import { projectRoot } from '../../projects/root.ts';
import { thisMachine } from '../../setup/tensorflow/machine.mjs';
import { readArrangement, type Arrangement } from '../../targets/tensorflow/arrangement.ts';
import { backendTitle } from '../backend.ts';
import { defineCommand } from '../command.ts';
import type { Console } from '../console.ts';
import { EXIT } from '../exit-codes.ts';

const NAMES = ['tensorflow', 'wasm', 'cpu'] as const satisfies readonly BackendName[];

type Tried = { readonly name: BackendName } & (
  | { readonly report: BackendReport }
  | { readonly reason: string }
);

export default defineCommand({
  name: 'doctor',
  sentence: {
    en: 'says which backends work here, how well they did in the self-test, and how to get a better one',
    ko: '작동하는 백엔드와 자체 검사 결과, 더 나은 것을 얻는 방법을 알려 줍니다',
  },
  arguments: [],
  options: {},
  async run(_given, console) {
    tellMachine(console);
    const arrangement = readArrangement();
    tellArrangement(arrangement, console);
    console.print();
    const tried: Tried[] = [];
    for (const name of NAMES) {
      const one = await attempt(name);
      tellBackend(one, console);
      tried.push(one);
    }
    const best = tried.find((one) => one.name !== 'cpu' && 'report' in one);
    console.print();
    console.print(
      best
        ? { en: `Taken by itself: ${titleOf(best)}`, ko: `자동으로 선택되는 것: ${titleOf(best)}` }
        : { en: 'No backend works here.', ko: '여기서는 작동하는 백엔드가 없습니다.' },
    );
    for (const text of adviceFor(arrangement, tried)) {
      console.emit({ kind: 'advice', text });
      console.print(text);
    }
    console.emit({ kind: 'chosen', backend: best?.name ?? null });
    return best ? EXIT.done : EXIT.noBackend;
  },
});

function tellMachine(console: Console): void {
  const genloom = version('package.json');
  const packages = {
    '@tensorflow/tfjs': version('node_modules/@tensorflow/tfjs/package.json'),
    '@tensorflow/tfjs-node-gpu': version('node_modules/@tensorflow/tfjs-node-gpu/package.json'),
  };
  const processor = cpus()[0]?.model.trim() ?? '';
  const threads = availableParallelism();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const { platform, arch } = process;
  console.emit({
    kind: 'machine',
    genloom,
    node: process.version,
    platform,
    release: release(),
    arch,
    processor,
    threads,
    gigabytes,
    packages,
  });
  console.print(`Genloom ${genloom}, Node ${process.version}, ${platform} ${release()} ${arch}`);
  console.print({
    en: `${processor || 'unknown processor'}, ${threads} threads, ${gigabytes} GB memory`,
    ko: `${processor || '알 수 없는 프로세서'}, 스레드 ${threads}개, 메모리 ${gigabytes} GB`,
  });
  console.print(
    Object.entries(packages)
      .map(([name, at]) => `${name} ${at}`)
      .join(', '),
  );
}

function version(file: string): string {
  try {
    return (JSON.parse(readFileSync(path.join(projectRoot(), file), 'utf8')) as { version: string }).version;
  } catch {
    return '-';
  }
}

function tellArrangement(arrangement: Arrangement | null, console: Console): void {
  const { rung, version: library, variant, folder, choice, tried } = arrangement ?? {};
  console.emit({
    kind: 'arrangement',
    arranged: arrangement !== null,
    ...(arrangement ? { rung, version: library, variant, folder, choice, tried } : {}),
  });
  console.print();
  console.print({ en: 'What set-up arranged:', ko: '설치가 마련한 것:' });
  for (const { ok, why } of tried ?? []) console.print(`  ${ok ? '✓' : '✗'} ${why}`);
  if (folder) console.print(`    ${folder}`);
  if (!tried) console.print({ en: '  nothing yet', ko: '  아직 없습니다' });
}

async function attempt(name: BackendName): Promise<Tried> {
  try {
    return { name, report: (await chooseBackend(name)).report };
  } catch (error) {
    return { name, reason: (error as Error).message };
  }
}

const titleOf = (tried: Tried): string => ('report' in tried ? backendTitle(tried.report) : tried.name);

function tellBackend(tried: Tried, console: Console): void {
  if ('reason' in tried) {
    console.emit({ kind: 'backend', name: tried.name, works: false, reason: tried.reason });
    console.print(`✗ ${tried.name}: ${tried.reason}`);
    return;
  }
  const { selfTest, version: library, device, threads, fingerprint } = tried.report;
  const { worstDifference, milliseconds } = selfTest;
  console.emit({
    kind: 'backend',
    name: tried.name,
    works: true,
    version: library,
    device,
    threads,
    selfTest,
    fingerprint,
  });
  const [off, time] = [worstDifference.toExponential(1), Math.round(milliseconds)];
  console.print({
    en: `✓ ${titleOf(tried)}: passed the self-test in ${time} ms, off by ${off} at most`,
    ko: `✓ ${titleOf(tried)}: 자체 검사를 ${time}밀리초에 통과했습니다. 가장 큰 차이 ${off}`,
  });
}

/** What a person could do to get a better backend. */
function adviceFor(arrangement: Arrangement | null, tried: readonly Tried[]): Text[] {
  const native = tried.find(({ name }) => name === 'tensorflow')!;
  if (!arrangement)
    return [
      {
        en: 'Set-up has not arranged TensorFlow in this checkout yet: run "npm run tensorflow".',
        ko: '이 폴더에는 아직 TensorFlow가 마련되지 않았습니다. "npm run tensorflow"를 실행하세요.',
      },
    ];
  if (arrangement.choice === 'none')
    return [
      {
        en: 'TensorFlow was left out because GENLOOM_TENSORFLOW=none was set. Without it, run "npm run tensorflow".',
        ko: 'GENLOOM_TENSORFLOW=none이라 TensorFlow를 마련하지 않았습니다. 그 설정 없이 "npm run tensorflow"를 실행하세요.',
      },
    ];
  if ('reason' in native)
    return [
      {
        en: 'TensorFlow computes many times faster than WebAssembly. Mend what is said above (a C++ compiler, the network or a proxy, disk space), then run "npm run tensorflow".',
        ko: 'TensorFlow는 WebAssembly보다 훨씬 빠릅니다. 위에 나온 문제(C++ 컴파일러, 네트워크나 프록시, 디스크 공간)를 해결하고 "npm run tensorflow"를 실행하세요.',
      },
    ];
  const regrets = native.report.why;
  if (native.report.device === 'CPU' && arrangement.variant !== 'gpu' && thisMachine().nvidia)
    return [
      ...regrets,
      {
        en: 'This machine has an NVIDIA GPU. To use it, set GENLOOM_TENSORFLOW=pypi-gpu in your environment and run "npm run tensorflow".',
        ko: '이 컴퓨터에는 NVIDIA GPU가 있습니다. 쓰려면 환경 변수 GENLOOM_TENSORFLOW=pypi-gpu를 정하고 "npm run tensorflow"를 실행하세요.',
      },
    ];
  return [...regrets];
}
