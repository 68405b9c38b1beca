import type { Arguments, CallName, OpenedProject, Result, StudioNews } from '../../main/bridge/contract.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { writeDocument, type GraphDocument } from '../../nodes/graph/document.ts';
import type { StudioClient } from '../../renderer/state/studio.ts';

type Answers = {
  [C in CallName]?: (args: Arguments<C>) => Result<C> | Promise<Result<C>>;
};

/** A machine in memory: it keeps one project, remembers what was asked, and can go away. */
export class FakeMachine implements StudioClient {
  /** Every call that reached it, oldest first. */
  readonly calls: { readonly name: CallName; readonly args: unknown }[] = [];
  readonly answers: Answers;
  /** What its autosave holds, and what its file does. */
  autosaved: string | null = null;
  saved: string;
  away = false;
  readonly #opened: Omit<OpenedProject, 'text' | 'saved'>;
  readonly #ears = new Set<(news: StudioNews) => void>();

  constructor(document: GraphDocument, opened: Partial<OpenedProject> = {}, answers: Answers = {}) {
    this.saved = writeDocument(document);
    this.#opened = {
      project: 'p1',
      name: document.name,
      file: '/home/mina/Genloom/VAE.genloom',
      template: null,
      lookingOn: false,
      notes: [],
      ...opened,
    };
    this.answers = {
      openProject: () => this.opened,
      createProject: () => this.opened,
      takeOver: () => ({ ...this.opened, lookingOn: false }),
      autosave: ({ text }) => void (this.autosaved = text),
      save: ({ text, as }) => {
        this.saved = text;
        this.autosaved = null;
        const name = as ?? this.#opened.name;
        return { file: `/home/mina/Genloom/${name}.genloom`, name };
      },
      closeProject: () => undefined,
      ask: () => undefined,
      ...answers,
    };
  }

  /** The project as it is opened now. */
  get opened(): OpenedProject {
    const text = this.autosaved ?? this.saved;
    return { ...this.#opened, text, saved: text === this.saved && this.#opened.file !== null };
  }

  call<C extends CallName>(name: C, args: Arguments<C>): Promise<Result<C>> {
    if (this.away) return Promise.reject(new Problem('The machine is away.', '연결이 끊겼습니다.'));
    this.calls.push({ name, args });
    const answer = this.answers[name];
    if (!answer) return Promise.reject(new Error(`Nobody answers '${name}'.`));
    return Promise.resolve().then(() => answer(args));
  }

  onNews(hear: (news: StudioNews) => void): () => void {
    this.#ears.add(hear);
    return () => void this.#ears.delete(hear);
  }

  tell(news: StudioNews): void {
    for (const hear of this.#ears) hear(news);
  }

  asked(name: CallName): unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ args }) => args);
  }
}
