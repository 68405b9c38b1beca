import { execFileSync } from 'node:child_process';

import type { Text } from '../../../nodes/alphabet/problem.ts';
import type { Target } from '../../targets/target.ts';
import { readArrangement } from '../../targets/tensorflow/arrangement.ts';
import { loadBinding } from '../../targets/tensorflow/binding.ts';
import { tensorflowTarget } from '../../targets/tensorflow/target.ts';
import { startBackend } from '../../targets/tfjs/library.ts';
import { tfjsTarget } from '../../targets/tfjs/target.ts';
import type { BackendName } from './report.ts';
import { arrangeThreads } from './threads.ts';

/** A backend that has been loaded and not yet been tested. */
export interface Started {
  readonly target: Target;
  readonly version: string;
  readonly device: string;
  readonly threads: number;
  /** Something about it that could be better, and how. */
  readonly regret?: Text;
}

/** A backend that may be tried. */
export interface Candidate {
  readonly name: BackendName;
  /** @throws a sentence where it cannot be loaded */
  start(): Promise<Started>;
}

/** Every backend, best first. Its library is loaded only when it is tried. */
export const CANDIDATES: readonly Candidate[] = [
  { name: 'tensorflow', start: startTensorFlow },
  { name: 'wasm', start: () => startTensorFlowJs('wasm') },
  { name: 'cpu', start: () => startTensorFlowJs('cpu') },
];

async function startTensorFlow(): Promise<Started> {
  const threads = arrangeThreads();
  const { version, usesGpu } = loadBinding();
  const started = { target: await tensorflowTarget(), version, threads, device: usesGpu ? gpuName() : 'CPU' };
  return !usesGpu && readArrangement()?.variant === 'gpu' ? { ...started, regret: GPU_UNUSED } : started;
}

const GPU_UNUSED: Text = {
  en: 'TensorFlow was arranged with GPU support but found no GPU that it can use, so it computes on the CPU. It wants an NVIDIA GPU with a recent driver; "nvidia-smi" shows whether this machine has one.',
  ko: 'GPU를 지원하는 TensorFlow가 마련되어 있지만 쓸 수 있는 GPU를 찾지 못해 CPU로 계산합니다. 최신 드라이버가 설치된 NVIDIA GPU가 필요합니다. "nvidia-smi"로 확인할 수 있습니다.',
};

/** What the driver calls the first GPU, where it can be asked. */
function gpuName(): string {
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], {
      encoding: 'utf8',
      timeout: 3000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return names.split('\n', 1)[0]!.trim() || 'GPU';
  } catch {
    return 'GPU';
  }
}

async function startTensorFlowJs(name: 'wasm' | 'cpu'): Promise<Started> {
  const tf = await startBackend(name);
  return { target: tfjsTarget(name), version: tf.version['tfjs-core'], device: 'CPU', threads: 1 };
}
