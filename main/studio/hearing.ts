import type { Finding } from '../../nodes/finding.ts';
import { readDocument } from '../../nodes/graph/document.ts';
import type { StudioNews } from '../bridge/contract.ts';
import type { EngineNews } from '../engine/engine-process.ts';
import type { ModelAtHand } from './model-at-hand.ts';
import type { OpenProject } from './open-project.ts';

/** Makes of what the engine tells what windows hear. */
export class Hearing {
  readonly #hand: ModelAtHand;
  readonly #tell: (project: OpenProject, news: StudioNews) => void;
  readonly #onSamples: (project: OpenProject, finding: Finding) => void;
  #grids: { readonly text: string; readonly nodes: ReadonlySet<string> } | null = null;

  /** @param onSamples the model shows what it makes */
  constructor(
    hand: ModelAtHand,
    tell: (project: OpenProject, news: StudioNews) => void,
    onSamples: (project: OpenProject, finding: Finding) => void,
  ) {
    this.#hand = hand;
    this.#tell = tell;
    this.#onSamples = onSamples;
  }

  hear(news: EngineNews): void {
    const { held, state } = this.#hand;
    if (!held || !state) return;
    const { project } = held;
    const tell = (told: StudioNews) => this.#tell(project, told);
    const { run } = state;
    switch (news.kind) {
      case 'progress': {
        if (run === null) return;
        const { numbers: _, ...progress } = news;
        this.#hand.reached(news.step, news.phase);
        return tell({ ...progress, project: project.id, run });
      }
      case 'look':
        if (this.#gridsOf(state.text).has(news.node)) this.#onSamples(project, news.finding);
        return tell({ ...news, project: project.id, run });
      case 'warning':
        return tell({ ...news, project: project.id, run });
      case 'checkpoint':
        if (run !== null) tell({ kind: 'checkpoint', project: project.id, run, step: news.step });
        return;
      case 'turn': {
        const { of, node, turn, turns, carried } = news;
        const [values = null] = carried;
        return tell({ kind: 'turn', project: project.id, of, node, turn, turns, values });
      }
      case 'turns over':
        return tell({ ...news, project: project.id });
      case 'restarted':
        this.#hand.change({ step: news.step });
        return tell({ ...news, project: project.id });
      // The room of the engine tells it, whatever model there is.
      case 'silent':
        return;
      case 'given up':
        this.#hand.change({ activity: 'failed', problem: news.why });
    }
  }

  /** The views that show pictures side by side. */
  #gridsOf(text: string): ReadonlySet<string> {
    if (this.#grids?.text === text) return this.#grids.nodes;
    const { nodes } = readDocument(text, '').board;
    const grids = Object.keys(nodes).filter((node) => nodes[node]!.kind === 'image-grid');
    this.#grids = { text, nodes: new Set(grids) };
    return this.#grids.nodes;
  }
}
