import type { ProjectFiles } from '../projects/project-files.ts';
import { lookingOn } from './sentences.ts';

/** A project that windows have open. One of them holds the pen; the others look on. */
export class OpenProject {
  readonly id: string;
  files: ProjectFiles;
  readonly template: string | null;
  readonly windows = new Set<string>();
  #pen: string | null = null;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(id: string, files: ProjectFiles, template: string | null) {
    this.id = id;
    this.files = files;
    this.template = template;
  }

  get name(): string {
    return this.files.name;
  }

  get pen(): string | null {
    return this.#pen;
  }

  /** A window opens it; it gets the pen where nobody else has it. @returns whether it looks on */
  enter(window: string): boolean {
    this.windows.add(window);
    this.#pen ??= window;
    return this.#pen !== window;
  }

  leave(window: string): void {
    this.windows.delete(window);
    if (this.#pen === window) this.#pen = null;
  }

  /** @returns the window that had it, if another had */
  takePen(window: string): string | null {
    const before = this.#pen;
    this.windows.add(window);
    this.#pen = window;
    return before === window ? null : before;
  }

  /**
   * @throws Problem where the window only looks on. One that comes back after its connection broke gets its pen again, if nobody
   * took it meanwhile.
   */
  mustHavePen(window: string): void {
    const looksOn = this.#pen === null ? this.windows.has(window) : this.#pen !== window;
    if (looksOn) throw lookingOn(this.name);
    this.enter(window);
  }

  /** Runs `work` when what was begun before is done: two writes of one project never overlap. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#busy.then(work);
    this.#busy = next.catch(() => undefined);
    return next;
  }
}
