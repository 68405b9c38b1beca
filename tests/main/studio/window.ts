import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeDocument, type GraphDocument } from '../../../nodes/graph/document.ts';
import type { Caller, EngineState, StudioNews } from '../../../main/bridge/contract.ts';
import { Studio, type StudioOptions } from '../../../main/studio/studio.ts';
import { smallVae } from '../../documents.ts';

const studios: Studio[] = [];
const folders: string[] = [];

/** Ends what a test began. */
export async function cleanUp(): Promise<void> {
  for (const studio of studios.splice(0)) await studio.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'genloom-studio-'));
  folders.push(folder);
  return folder;
}

/** Everything that windows of a studio heard, in order. */
export class Heard {
  readonly all: { readonly window: string; readonly news: StudioNews }[] = [];
  #waiting: { readonly is: (news: StudioNews) => boolean; readonly resolve: (news: never) => void }[] = [];

  /** Hears all of it as it comes. */
  onNews: (news: StudioNews) => void = () => {};

  readonly tell = (window: string, news: StudioNews): void => {
    this.all.push({ window, news });
    this.onNews(news);
    const met = this.#waiting.filter(({ is }) => is(news));
    this.#waiting = this.#waiting.filter((one) => !met.includes(one));
    for (const { resolve } of met) resolve(news as never);
  };

  of<K extends StudioNews['kind']>(kind: K): Extract<StudioNews, { kind: K }>[] {
    return this.all.map(({ news }) => news).filter((news) => news.kind === kind) as never;
  }

  /** The next news of a kind for which it holds. */
  next<K extends StudioNews['kind']>(
    kind: K,
    is: (news: Extract<StudioNews, { kind: K }>) => boolean = () => true,
  ): Promise<Extract<StudioNews, { kind: K }>> {
    return new Promise((resolve) => {
      this.#waiting.push({ is: (news) => news.kind === kind && is(news as never), resolve });
    });
  }

  /** Resolves when the model does this. */
  activity(activity: NonNullable<EngineState['model']>['activity']): Promise<unknown> {
    return this.next('engine', ({ state }) => state.model?.activity === activity);
  }
}

export interface TestStudio {
  readonly studio: Studio;
  readonly heard: Heard;
  readonly workspace: string;
}

/** A studio in a workspace of its own, on the backend that is always there. */
export async function newStudio(options: Partial<StudioOptions> = {}): Promise<TestStudio> {
  const heard = new Heard();
  const workspace = options.workspace ?? newFolder();
  const studio = new Studio({ host: 'browser', tell: heard.tell, ...options, workspace });
  studios.push(studio);
  return { studio, heard, workspace };
}

/** A window that calls. */
export const caller = (window: string): Caller => ({ window, signal: new AbortController().signal });

/** A small model as a document that somebody dropped on the window. */
export const smallDocument = (options?: Parameters<typeof smallVae>[0]): string =>
  writeDocument(small(options));
export const small = (options?: Parameters<typeof smallVae>[0]): GraphDocument =>
  smallVae({ steps: 60, ...options });
