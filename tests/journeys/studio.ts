import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../main/projects/root.ts';

/** How long a start may take (ms): the machine may be busy with other tests. */
const PATIENCE = 60_000;

/** A Genloom that serves its window to a browser on this machine, with projects of its own. */
export class StudioProcess {
  readonly folder: string;
  #child: ChildProcess | null = null;
  #address = '';
  #port = 0;
  #said = '';

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param folder of the projects; a new one unless told */
  static async start(
    environment: NodeJS.ProcessEnv = {},
    folder = mkdtempSync(path.join(tmpdir(), 'genloom-journey-')),
  ): Promise<StudioProcess> {
    const studio = new StudioProcess(folder);
    await studio.restart(environment);
    return studio;
  }

  /** The address with its token, as a person is told it. */
  get address(): string {
    return this.#address;
  }

  /** What it wrote to its terminal. */
  get said(): string {
    return this.#said;
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  /** Starts it, again on the same port and with the same token where it ran before. */
  async restart(environment: NodeJS.ProcessEnv = {}): Promise<void> {
    const args = ['serve', '--folder', this.folder, '--port', String(this.#port)];
    const child = spawn(process.execPath, [path.join(projectRoot(), 'out', 'cli.js'), ...args], {
      env: {
        ...process.env,
        GENLOOM_TOKEN: 'a-token-that-only-the-journeys-know-0123456789',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#address = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`Genloom told no address in time. It said:\n${this.#said}`)),
        PATIENCE,
      );
      const hear = (chunk: Buffer) => {
        this.#said += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:(\d+)\/\S*/.exec(this.#said);
        if (!found) return;
        clearTimeout(late);
        this.#port = Number(found[1]);
        resolve(found[0]);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`Genloom ended with ${code}. It said:\n${this.#said}`));
      });
    });
  }

  /** Ends it at once, as a power cut does. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    // Who does not end when asked is ended: no test waits for it.
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await gone;
    clearTimeout(late);
  }

  async close(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
