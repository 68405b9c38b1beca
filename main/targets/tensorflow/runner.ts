import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { DType, TensorType } from '../../../nodes/alphabet/shape.ts';
import type { Program } from '../../../nodes/program/program.ts';
import { arrayOf, checkFeeds } from '../feeds.ts';
import type { Elements, Runner, Values } from '../target.ts';
import { checkVariable } from '../variables.ts';
import type { Binding } from './binding.ts';
import { encodeSavedModel } from './encode.ts';
import { printPrograms, type Door, type PrintedPrograms } from './printer.ts';
import { explainError } from './run-error.ts';

/** A tensor on its way in. */
interface Input {
  readonly shape: number[];
  readonly type: number;
  readonly data: Elements;
}

/** A program with everything prepared that a call needs. */
interface Entry {
  readonly program: Program;
  readonly inputs: readonly Door[];
  readonly sizes: readonly number[];
  /** Names for TensorFlow, joined by commas. */
  readonly feeds: string;
  readonly fetches: string;
  readonly outputs: readonly Door[];
  readonly reads: readonly string[];
  readonly updates: readonly string[];
}

/**
 * Runs programs as entry points of one TensorFlow graph that lives in a session of its own, with its variables.
 *
 * It speaks to the native binding itself: the ways of TensorFlow.js cost more than a small step does.
 */
export class TensorflowRunner implements Runner {
  readonly variables: ReadonlyMap<string, TensorType>;
  readonly #binding: Binding['backend']['binding'];
  readonly #types: Readonly<Record<DType, number>>;
  readonly #printed: PrintedPrograms;
  readonly #entries: ReadonlyMap<string, Entry>;
  /** Variables that have a value. */
  readonly #set = new Set<string>();
  #session: number | null;

  constructor({ backend, messages }: Binding, programs: Readonly<Record<string, Program>>) {
    const { binding } = backend;
    this.#binding = binding;
    this.#types = { float32: binding.TF_FLOAT, int32: binding.TF_INT32, bool: binding.TF_BOOL };
    this.#printed = printPrograms(programs);
    const { entries, variables } = this.#printed;
    this.variables = new Map([...variables].map(([name, { type }]) => [name, type]));
    this.#entries = new Map(
      [...entries].map(([name, { feeds, fetches, outputs, reads, updates }]) => [
        name,
        {
          program: programs[name]!,
          inputs: feeds,
          sizes: feeds.map(({ type }) => sizeOf(type)),
          feeds: joined(feeds.map(({ node }) => node)),
          fetches: joined(fetches),
          outputs,
          reads,
          updates,
        },
      ]),
    );
    this.#session = this.#load(encodeSavedModel(messages, this.#printed.nodes));
  }

  /**
   * @throws a sentence where a feed or variable is missing or does not fit; a `RunError` where TensorFlow fails. That is a fault of
   * the graph and no way to ask something: tfjs-node keeps the feeds of such a call for ever, so the process should start anew.
   */
  async run(name: string, feeds: Readonly<Record<string, Elements>>): Promise<Record<string, Values>> {
    const entry = this.#entry(name);
    this.#mustBeSet(entry.reads, name);
    const inputs = entry.inputs.map(({ name: feed, type }, i): Input => {
      const data = feeds[feed];
      // The sentence is made by who knows all of them; here is only the quick look.
      if (!(data instanceof arrayOf[type.dtype]) || data.length !== entry.sizes[i])
        checkFeeds(name, entry.program, feeds);
      return { shape: type.shape as number[], type: this.#types[type.dtype], data: data! };
    });
    const outputs: Record<string, Values> = {};
    this.#call(inputs, entry.feeds, entry.fetches, (id, i) => {
      const door = entry.outputs[i];
      if (door) outputs[door.name] = valuesOf(door.type, this.#binding.tensorDataSync(id));
    });
    for (const variable of entry.updates) this.#set.add(variable);
    return outputs;
  }

  async read(names: readonly string[] = [...this.#set]): Promise<Map<string, Values>> {
    const sorted = names.toSorted();
    const printed = sorted.map((name) => this.#variable(name));
    this.#mustBeSet(names);
    const values = new Map<string, Values>();
    if (names.length > 0)
      this.#call([], '', joined(printed.map(({ value }) => value)), (id, i) => {
        values.set(sorted[i]!, valuesOf(printed[i]!.type, this.#binding.tensorDataSync(id)));
      });
    return new Map(names.map((name) => [name, values.get(name)!]));
  }

  async write(values: ReadonlyMap<string, Values>): Promise<void> {
    if (values.size === 0) return;
    const names = [...values.keys()].sort();
    const inputs = names.map((name): Input => {
      const { shape, dtype, data } = checkVariable(this.variables, name, values.get(name)!);
      return { shape: shape as number[], type: this.#types[dtype], data };
    });
    const printed = names.map((name) => this.#variable(name));
    const feeds = joined(printed.map(({ feed }) => feed));
    const fetches = joined(printed.map(({ written }) => written));
    this.#call(inputs, feeds, fetches, () => {});
    for (const name of names) this.#set.add(name);
  }

  tensorCount(): number {
    return this.#binding.getNumOfTensors();
  }

  dispose(): void {
    if (this.#session !== null) this.#binding.deleteSavedModel(this.#session);
    this.#session = null;
  }

  /** Hands tensors in, runs, shows what comes out, and frees everything that was made on the way. */
  #call(
    inputs: readonly Input[],
    feeds: string,
    fetches: string,
    take: (id: number, i: number) => void,
  ): void {
    if (this.#session === null)
      throw new Error('This runner was disposed; its programs cannot run any more.');
    const binding = this.#binding;
    const fed: number[] = [];
    try {
      for (const { shape, type, data } of inputs) fed.push(binding.createTensor(shape, type, data));
      const fetched = this.#run(this.#session, fed, feeds, fetches);
      try {
        fetched.forEach(({ id }, i) => take(id, i));
      } finally {
        for (const { id } of fetched) binding.deleteTensor(id);
      }
    } finally {
      for (const id of fed) binding.deleteTensor(id);
    }
  }

  #run(session: number, fed: number[], feeds: string, fetches: string) {
    try {
      return this.#binding.runSavedModel(session, fed, feeds, fetches);
    } catch (error) {
      throw explainError(error, 'run', this.#printed.places);
    }
  }

  #load(bytes: Uint8Array): number {
    const folder = mkdtempSync(path.join(tmpdir(), 'genloom-graph-'));
    try {
      writeFileSync(path.join(folder, 'saved_model.pb'), bytes);
      return this.#binding.loadSavedModel(folder, 'serve');
    } catch (error) {
      throw explainError(error, 'load', this.#printed.places);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry) return entry;
    throw new Error(
      `There is no program '${name}'; there are ${[...this.#entries.keys()].join(', ') || 'none'}.`,
    );
  }

  #variable(name: string) {
    const variable = this.#printed.variables.get(name);
    if (variable) return variable;
    throw new Error(
      `There is no variable '${name}' in these programs; they have ${[...this.variables.keys()].join(', ') || 'none'}.`,
    );
  }

  #mustBeSet(names: readonly string[], entry?: string): void {
    if (this.#set.size === this.variables.size) return;
    const missing = names.find((name) => !this.#set.has(name));
    if (missing === undefined) return;
    const user = entry === undefined ? '' : ` The program '${entry}' reads it.`;
    throw new Error(`The variable '${missing}' has no value yet.${user} Write one first.`);
  }
}

const sizeOf = ({ shape }: TensorType): number => (shape as readonly number[]).reduce((a, b) => a * b, 1);

const joined = (nodes: readonly string[]): string => nodes.map((node) => `${node}:0`).join(',');

const valuesOf = ({ shape, dtype }: TensorType, data: Elements): Values => ({
  shape: shape as readonly number[],
  dtype,
  data,
});
