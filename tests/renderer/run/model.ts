import type { BackendReport } from '../../../main/engine/backends/report.ts';
import type { EngineState, ModelState } from '../../../main/bridge/contract.ts';

const backend: BackendReport = {
  name: 'cpu',
  version: '4.22.0',
  device: 'CPU',
  threads: 1,
  why: [],
  selfTest: { passed: true, worstDifference: 0, milliseconds: 1 },
  fingerprint: 'cpu',
};

/** A model as the engine tells of it: shown with the weights of a template unless told. */
export const modelState = (text: string, more: Partial<ModelState> = {}): ModelState => ({
  project: 'p1',
  activity: 'shown',
  run: null,
  step: 0,
  steps: 20,
  phase: 'training',
  weights: 'template',
  text,
  identical: true,
  notes: [],
  problem: null,
  anew: [],
  ...more,
});

export const engineState = (model: ModelState | null): EngineState => ({
  backend,
  wish: 'auto',
  arranging: null,
  arrangingFailed: null,
  silent: false,
  model,
});
