import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../projects/root.ts';

/** One way to TensorFlow that set-up tried. */
export interface Attempt {
  /** 1: the package's own ready-made binding. 2: the binding built here against PyPI's TensorFlow. 4: WebAssembly. */
  readonly rung: 1 | 2 | 4;
  readonly ok: boolean;
  /** A sentence: what was got, or why it could not be had and what to do. */
  readonly why: string;
}

/** What set-up arranged in this checkout: the outcome of `main/setup/tensorflow/arrange.mjs`. */
export interface Arrangement {
  readonly rung: 1 | 2 | 4;
  /** TensorFlow's version; null on WebAssembly. */
  readonly version: string | null;
  readonly variant: 'cpu' | 'gpu' | null;
  /** The folder that holds TensorFlow's libraries; null on WebAssembly. */
  readonly folder: string | null;
  /** What the user asked for (`GENLOOM_TENSORFLOW`). */
  readonly choice: 'auto' | 'ready-made' | 'pypi' | 'pypi-gpu' | 'none';
  readonly tried: readonly Attempt[];
}

/** The report that set-up left, or null where it has not run here (or could not write it). */
export function readArrangement(): Arrangement | null {
  const file = path.join(projectRoot(), 'node_modules', '.genloom', 'tensorflow.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Arrangement;
  } catch {
    return null;
  }
}
