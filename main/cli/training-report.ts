import { catalogue } from '../../nodes/catalogue.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { phaseName } from '../../nodes/graph/names.ts';
import type { News } from '../engine/training.ts';
import type { Console } from './console.ts';
import { formatCount, formatDuration, formatNumber } from './format.ts';
import { displayWidth } from './table.ts';

type Progress = News & { readonly kind: 'progress' };

const BAR = 20;

/** Tells a training as it goes: a bar, what the metrics say, and the same as JSON for scripts. */
export class TrainingReport {
  readonly #console: Console;
  readonly #phases: GraphDocument['phases'];
  readonly #names: Readonly<Record<string, string>>;
  readonly #optimizers: readonly string[];
  readonly #widest: number;
  /** What each metric said last, by node. */
  readonly findings = new Map<string, Readonly<Record<string, number>>>();

  constructor(document: GraphDocument, console: Console) {
    this.#console = console;
    this.#phases = document.phases;
    const nodes = Object.entries(document.board.nodes);
    this.#names = Object.fromEntries(nodes.map(([id, { name }]) => [id, name ?? id]));
    this.#optimizers = nodes.flatMap(([id, { kind }]) =>
      catalogue.get(kind)?.role === 'optimizer' ? [id] : [],
    );
    this.#widest = Math.max(0, ...Object.values(this.#names).map(displayWidth));
  }

  tell(news: News): void {
    switch (news.kind) {
      case 'progress': {
        const { probes: _, ...told } = news;
        this.#console.emit(told);
        this.#console.status({ en: this.#line(news, 'en'), ko: this.#line(news, 'ko') });
        return;
      }
      case 'look': {
        const { step, node, finding } = news;
        if (!finding.numbers) return;
        this.findings.set(node, finding.numbers);
        this.#console.emit({ kind: 'look', step, node, numbers: finding.numbers });
        const name = this.#names[node]!;
        this.#console.say(
          `${formatCount(step).padStart(9)}  ${name}${' '.repeat(this.#widest - displayWidth(name))}  ${listNumbers(finding.numbers)}`,
        );
        return;
      }
      case 'warning': {
        const { step, node, number, value, text } = news;
        this.#console.emit(news);
        const told = `${this.#names[node] ?? node}: ${number} ${formatNumber(Number(value.toPrecision(3)))}`;
        const at = formatCount(step).padStart(9);
        this.#console.say({ en: `${at}  ${text.en} (${told})`, ko: `${at}  ${text.ko} (${told})` });
        return;
      }
      case 'checkpoint':
        this.#console.emit(news);
        return;
      // Turns of samplers are for those who watch pictures.
      case 'turn':
      case 'turns over':
    }
  }

  #line(progress: Progress, language: 'en' | 'ko'): string {
    const { step, steps, phase, numbers, stepsPerSecond, secondsLeft } = progress;
    const filled = Math.round((BAR * step) / steps);
    const speed = formatNumber(Number(stepsPerSecond.toPrecision(3)));
    const left = formatDuration(secondsLeft)[language];
    return [
      `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${phaseName(this.#phases, phase)[language]} ${formatCount(step)} / ${formatCount(steps)}`,
      language === 'en' ? `${speed} steps/s` : `초당 ${speed}스텝`,
      language === 'en' ? `${left} left` : `${left} 남음`,
      ...this.#inOrder(numbers).map(([name, value]) => `${name} ${formatNumber(value)}`),
    ].join(' · ');
  }

  /** What is differentiated, then the losses that it is made of, then what optimizers tell of themselves. */
  #inOrder(numbers: Readonly<Record<string, number>>): [string, number][] {
    const entries = Object.entries(numbers).map(([name, value]): [string, number] => [
      name.replace(/\.loss$/, ''),
      value,
    ]);
    const main = entries.filter(([name]) => this.#optimizers.includes(name));
    const told = new Set(main.map(([, value]) => value));
    // The node that the optimizer is wired to says the same again.
    const others = entries.filter(([name, value]) => !this.#optimizers.includes(name) && !told.has(value));
    const isLoss = ([name]: [string, number]) => !name.includes('.');
    return [
      ...main.map(([name, value]): [string, number] => [main.length > 1 ? `${name} loss` : 'loss', value]),
      ...others.filter(isLoss),
      ...others.filter((entry) => !isLoss(entry)),
    ];
  }
}

/** `-ELBO 152.3  reconstruction 147.1  KL 5.2` */
export const listNumbers = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${name} ${formatNumber(value)}`)
    .join('  ');
