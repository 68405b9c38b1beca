import { catalogue } from '../../nodes/catalogue.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { nameOr, phaseName } from '../../nodes/graph/names.ts';
import { numberTitle } from '../../nodes/graph/number-title.ts';
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
  readonly #kinds: Readonly<Record<string, string>>;
  readonly #names: Readonly<Record<string, Text>>;
  readonly #optimizers: readonly string[];
  readonly #widest: number;
  /** What each metric said last, by node. */
  readonly findings = new Map<string, Readonly<Record<string, number>>>();

  constructor(document: GraphDocument, console: Console) {
    this.#console = console;
    this.#phases = document.phases;
    const nodes = Object.entries(document.board.nodes);
    this.#kinds = Object.fromEntries(nodes.map(([id, { kind }]) => [id, kind]));
    this.#names = Object.fromEntries(nodes.map(([id, node]) => [id, nameOr(node, id)]));
    this.#optimizers = nodes.flatMap(([id, { kind }]) =>
      catalogue.get(kind)?.role === 'optimizer' ? [id] : [],
    );
    this.#widest = Math.max(
      0,
      ...Object.values(this.#names).flatMap(({ en, ko }) => [displayWidth(en), displayWidth(ko)]),
    );
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
        const said = (language: keyof Text) => {
          const name = this.#names[node]![language];
          const kind = this.#kinds[node]!;
          return `${formatCount(step).padStart(9)}  ${name}${' '.repeat(this.#widest - displayWidth(name))}  ${listNumbers(finding.numbers!, kind, language)}`;
        };
        this.#console.say({ en: said('en'), ko: said('ko') });
        return;
      }
      case 'warning': {
        const { step, node, number, value, text } = news;
        this.#console.emit(news);
        const told = (language: keyof Text) =>
          `${this.#names[node]?.[language] ?? node}: ${number} ${formatNumber(Number(value.toPrecision(3)))}`;
        const at = formatCount(step).padStart(9);
        this.#console.say({
          en: `${at}  ${text.en} (${told('en')})`,
          ko: `${at}  ${text.ko} (${told('ko')})`,
        });
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
export const listNumbers = (
  numbers: Readonly<Record<string, number>>,
  kind: string,
  language: keyof Text,
): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${numberTitle(kind, name)[language]} ${formatNumber(value)}`)
    .join('  ');
