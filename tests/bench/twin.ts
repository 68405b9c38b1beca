import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import { projectRoot } from '../../main/projects/root.ts';
import type { Contender } from './contest.ts';

export type Framework = 'keras' | 'torch';

/** Which frameworks a Python can import, without importing them. */
export function frameworksOf(python: string): readonly Framework[] {
  const code =
    'import importlib.util as i; print(*[n for n in ("tensorflow", "keras", "torch") if i.find_spec(n)])';
  const { stdout, error, status } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
  if (error || status !== 0)
    throw new Error(
      `The Python "${python}" does not run (${error?.message ?? `it ended with ${status}`}). Set GENLOOM_PYTHON to one that does, or leave it out.`,
    );
  const found = stdout.trim().split(' ');
  const keras = found.includes('keras') && found.includes('tensorflow');
  return [...(keras ? (['keras'] as const) : []), ...(found.includes('torch') ? (['torch'] as const) : [])];
}

/** A net in Keras or PyTorch, in a process of its own: `tests/oracles/twins.py`. */
export class Twin implements Contender {
  readonly framework: Framework;
  /** Name and version of what computes. */
  readonly version: string;
  readonly parameters: number;
  readonly #lines: Lines;

  private constructor(framework: Framework, version: string, parameters: number, lines: Lines) {
    this.framework = framework;
    this.version = version;
    this.parameters = parameters;
    this.#lines = lines;
  }

  /** Starts it; takes some seconds. */
  static async start(
    python: string,
    net: string,
    framework: Framework,
    batch: number,
    threads: number,
  ): Promise<Twin> {
    const script = path.join(projectRoot(), 'tests', 'oracles', 'twins.py');
    const options = { net, framework, batch, threads };
    const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const lines = new Lines(python, [script, ...given]);
    const { framework: version } = await lines.answer();
    const { parameters } = await lines.ask('parameters');
    return new Twin(framework, String(version), Number(parameters), lines);
  }

  async step(): Promise<number> {
    const { milliseconds } = await this.#lines.ask('run 1');
    return (milliseconds as readonly number[])[0]!;
  }

  close(): Promise<void> {
    return this.#lines.close();
  }
}

/** A process that answers each line of its input with a line of JSON. */
export class Lines {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #answers: AsyncIterator<string>;
  readonly #reader: Interface;
  readonly #ended: Promise<void>;
  #said = '';

  constructor(program: string, given: readonly string[]) {
    this.#child = spawn(program, given, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-2000);
    });
    // What is written to a process that has ended is told when its answer is missing.
    this.#child.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', () => resolve());
      this.#child.once('error', (error) => {
        this.#said += error.message;
        resolve();
      });
    });
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#answers = this.#reader[Symbol.asyncIterator]();
  }

  ask(line: string): Promise<Readonly<Record<string, unknown>>> {
    this.#child.stdin.write(`${line}\n`);
    return this.answer();
  }

  /** @throws a sentence with what the process said last, where it ended instead or answers with an error */
  async answer(): Promise<Readonly<Record<string, unknown>>> {
    const { value, done } = await this.#answers.next();
    if (done) {
      await this.#ended;
      throw new Error(
        `${this.#child.spawnargs.join(' ')} ended without an answer. It said: ${this.#said.trim()}`,
      );
    }
    const answer = JSON.parse(value) as Record<string, unknown>;
    if ('error' in answer) throw new Error(`${this.#child.spawnargs.join(' ')}: ${String(answer['error'])}`);
    return answer;
  }

  /** Asks it to end, and waits until it has. */
  async close(): Promise<void> {
    this.#child.stdin.end('quit\n');
    await this.#ended;
    this.#reader.close();
  }
}
