import type { Tensor } from '@tensorflow/tfjs';

import type { Program } from '../../../nodes/program/program.ts';
import { checkFeeds } from '../feeds.ts';
import type { Elements, Runner, Values } from '../target.ts';
import { checkVariable, variablesOf } from '../variables.ts';
import { plan, release, runStep, type Held, type Step } from './execute.ts';
import type { KernelTable } from './kernel.ts';
import { useBackend, type BackendName, type TensorFlowJs } from './library.ts';
import { toTensor, toValues } from './transfer.ts';

/** Runs programs step by step on one backend of TensorFlow.js. */
export class TfjsRunner implements Runner {
  readonly variables: ReturnType<typeof variablesOf>;
  readonly #tf: TensorFlowJs;
  readonly #backend: BackendName;
  readonly #programs: Readonly<Record<string, Program>>;
  readonly #steps: ReadonlyMap<string, readonly Step[]>;
  readonly #held = new Map<string, Tensor>();

  constructor(
    tf: TensorFlowJs,
    backend: BackendName,
    table: KernelTable,
    programs: Readonly<Record<string, Program>>,
  ) {
    this.#tf = tf;
    this.#backend = backend;
    this.#programs = programs;
    this.#steps = new Map(Object.entries(programs).map(([entry, program]) => [entry, plan(program, table)]));
    this.variables = variablesOf(programs);
  }

  async run(entry: string, feeds: Readonly<Record<string, Elements>>): Promise<Record<string, Values>> {
    const program = this.#programs[entry];
    if (!program)
      throw new Error(
        `There is no program '${entry}'; there are ${Object.keys(this.#programs).join(', ') || 'none'}.`,
      );
    const outputs = this.#compute(entry, program, checkFeeds(entry, program, feeds));
    try {
      const read = [...outputs].map(async ([name, tensor]) => [name, await toValues(tensor)] as const);
      return Object.fromEntries(await Promise.all(read));
    } finally {
      this.#tf.dispose([...outputs.values()]);
    }
  }

  async read(names: readonly string[] = [...this.#held.keys()]): Promise<Map<string, Values>> {
    useBackend(this.#tf, this.#backend);
    const wanted = names.map((name) => [name, this.#valueOf(name).clone()] as const);
    try {
      return new Map(
        await Promise.all(wanted.map(async ([name, tensor]) => [name, await toValues(tensor)] as const)),
      );
    } finally {
      this.#tf.dispose(wanted.map(([, tensor]) => tensor));
    }
  }

  async write(values: ReadonlyMap<string, Values>): Promise<void> {
    const checked = [...values].map(
      ([name, value]) => [name, checkVariable(this.variables, name, value)] as const,
    );
    useBackend(this.#tf, this.#backend);
    for (const [name, value] of checked) this.#hold(name, toTensor(this.#tf, value));
  }

  tensorCount(): number {
    return this.#tf.memory().numTensors;
  }

  dispose(): void {
    this.#tf.dispose([...this.#held.values()]);
    this.#held.clear();
  }

  /** All of a run that touches variables, in one go, so that two runs never see each other half done. */
  #compute(entry: string, program: Program, feeds: ReadonlyMap<string, Values>): Map<string, Tensor> {
    const tf = this.#tf;
    useBackend(tf, this.#backend);
    const read = new Map(program.variables.map(({ name, value }) => [value, this.#valueOf(name, entry)]));
    const held: Held = new Map(read);
    try {
      for (const { name, value } of program.feeds) held.set(value, toTensor(tf, feeds.get(name)!));
      for (const step of this.#steps.get(entry)!) {
        runStep(tf, step, held);
        release(step, held);
      }
      const handle = (value: number) => held.get(value)!.clone();
      const after = Object.entries(program.updates).map(([name, value]) => [name, handle(value)] as const);
      const outputs = new Map(Object.entries(program.outputs).map(([name, value]) => [name, handle(value)]));
      for (const [name, tensor] of after) this.#hold(name, tensor);
      return outputs;
    } finally {
      for (const [value, tensor] of held) if (!read.has(value)) tensor.dispose();
    }
  }

  #valueOf(name: string, entry?: string): Tensor {
    const tensor = this.#held.get(name);
    if (tensor) return tensor;
    const user = entry === undefined ? '' : ` The program '${entry}' reads it.`;
    throw new Error(
      this.variables.has(name)
        ? `The variable '${name}' has no value yet.${user} Write one first.`
        : `There is no variable '${name}' in these programs; they have ${[...this.variables.keys()].join(', ') || 'none'}.`,
    );
  }

  #hold(name: string, tensor: Tensor): void {
    this.#held.get(name)?.dispose();
    this.#held.set(name, tensor);
  }
}
