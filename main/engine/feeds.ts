import type { GraphDocument } from '../../nodes/graph/document.ts';
import type { DataSource } from '../../nodes/graph/compiled.ts';
import type { Entry } from '../../nodes/graph/entry.ts';
import { hash32 } from '../../nodes/graph/hash.ts';
import type { Feed, Program } from '../../nodes/program/program.ts';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { knownSize } from '../../nodes/alphabet/shape.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { inTurns, unsaid } from '../../nodes/example-values.ts';
import { doorsThatAsk, type Asked, type Door } from '../../nodes/graph/asked-values.ts';
import { textOrDefault } from '../../nodes/graph/dials.ts';
import { titleOnBoard } from '../../nodes/graph/node-title.ts';
import { promptTokens, rowOfTokens } from '../../nodes/prompt.ts';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import { openDataset } from '../datasets/catalogue.ts';
import type { Dataset, Split } from '../datasets/dataset.ts';
import { BatchOrder } from '../datasets/order.ts';
import type { Elements } from '../targets/target.ts';

/** What one run of a program looks at. */
export interface Draw {
  readonly seed: number;
  /** Number of the draw: the key of all noise, and which batch of the stream. */
  readonly draw: number;
  /** Examples of the training set in the stream's order, or these of the held-out ones. */
  readonly examples: { readonly split: 'training' } | { readonly split: 'held-out'; readonly from: number };
  /** Updates made so far by each optimizer. */
  readonly updates: Readonly<Record<string, number>>;
  /** Values of inputs that somebody gave, by name: of one example, or of several that take turns; empty as if nobody chose. */
  readonly inputs?: Readonly<Record<string, Elements>>;
  /** Live dials of the board as they are asked for now, by `node.dial`; as they stand in the document otherwise. */
  readonly asked?: ReadonlyMap<string, Asked>;
  /** What is known of what is fed. */
  readonly entry?: Pick<Entry, 'inputMeanings' | 'vocabularies'> | undefined;
  /** What earlier parts of the same computation hand on, by the name of the feed. */
  readonly handed?: ReadonlyMap<string, Elements>;
}

/** Fills the feeds of a program: batches, keys of randomness, dials, counters, inputs. */
export class Feeder {
  readonly #document: GraphDocument;
  readonly #doors: ReadonlyMap<string, Door>;
  readonly #datasets = new Map<string, Dataset>();
  readonly #orders = new Map<string, BatchOrder>();
  /** Live dials as they stand now, as far as they were asked for or turned. */
  readonly #dials = new Map<string, number>();

  /** @throws a sentence where a data set cannot be opened */
  constructor(document: GraphDocument, sources: readonly DataSource[]) {
    this.#document = document;
    this.#doors = doorsThatAsk(document);
    for (const { node, source } of sources) {
      const dataset = openDataset(source);
      this.#datasets.set(node, dataset);
      // Each data node has an order of its own: two of them draw apart.
      this.#orders.set(
        node,
        new BatchOrder(dataset.trainingExamples, document.batch, hash32(`${document.seed}/${node}`)),
      );
    }
  }

  /** How many training examples a data node has. */
  trainingExamples(node: string): number {
    return this.#datasets.get(node)!.trainingExamples;
  }

  /** All training examples of a port, in the order of their numbers. */
  wholeTrainingSet(node: string, port: string): Elements {
    const dataset = this.#datasets.get(node)!;
    const all = Uint32Array.from({ length: dataset.trainingExamples }, (_, i) => i);
    return dataset.batch('training', all)[port]!;
  }

  /** What tokens stand for, by data node, where that was learned from its text. */
  get vocabularies(): ReadonlyMap<string, Vocabulary> {
    return new Map(
      [...this.#datasets].flatMap(([node, { vocabulary }]) =>
        vocabulary ? [[node, vocabulary] as const] : [],
      ),
    );
  }

  /** The smallest held-out set among the data nodes that a program reads; unlimited where it reads none. */
  heldOutExamples({ feeds }: Pick<Program, 'feeds'>): number {
    const read = feeds.flatMap(({ source }) => (source.kind === 'data' ? [source.node] : []));
    return Math.min(...read.map((node) => this.#datasets.get(node)!.heldOutExamples), Infinity);
  }

  /** Turns a live dial from now on. */
  setDial(node: string, dial: string, value: number): void {
    this.#dials.set(`${node}.${dial}`, value);
  }

  /** Live dials stand again as they do in the document. */
  resetDials(): void {
    this.#dials.clear();
  }

  /** All feeds of a program for one draw. */
  feeds(program: Program, draw: Draw): Record<string, Elements> {
    const batches = new Map<string, Record<string, Elements>>();
    const feeds: Record<string, Elements> = {};
    for (const feed of program.feeds) feeds[feed.name] = this.#fill(feed, program, draw, batches);
    return feeds;
  }

  /** @throws Problem where words of a draw cannot be tokens in this program, or numbers are too many or too few for it */
  mustTake({ program, ...entry }: Entry, draw: Draw): void {
    for (const feed of program.feeds)
      if (feed.source.kind === 'words' || feed.source.kind === 'numbers')
        this.#fill(feed, program, { ...draw, entry }, new Map());
  }

  /** Whether a program depends on one of these dials of the board. */
  reads({ feeds }: Program, dials: ReadonlyMap<string, unknown>): boolean {
    return feeds.some(({ source }) => {
      if (source.kind === 'input') return dials.has(this.#doors.get(source.name)?.dial ?? '');
      return 'dial' in source && dials.has(`${source.node}.${source.dial}`);
    });
  }

  #fill(feed: Feed, program: Program, draw: Draw, batches: Map<string, Record<string, Elements>>): Elements {
    const { source } = feed;
    switch (source.kind) {
      case 'random':
        return Int32Array.of(draw.seed, draw.draw);
      case 'counter':
        return Float32Array.of(draw.updates[source.node] ?? 0);
      case 'dial':
        return Float32Array.of(this.#dial(source.node, source.dial, draw));
      case 'words': {
        const { node, dial } = source;
        const vocabulary = draw.entry?.vocabularies.get(`${node}.${dial}`);
        const length = knownSize(program.types[feed.value]!.shape);
        const tokens = promptTokens(vocabulary, this.#words(node, dial, draw), length);
        return Int32Array.from(rowOfTokens(tokens, length));
      }
      case 'numbers': {
        const length = knownSize(program.types[feed.value]!.shape);
        return this.#numbers(source.node, source.dial, length, draw);
      }
      case 'examples':
        return Int32Array.from(this.#orders.get(source.node)!.indices(draw.draw));
      case 'data': {
        let batch = batches.get(source.node);
        if (!batch) {
          const size = program.types[feed.value]!.shape[0] as number;
          batches.set(source.node, (batch = this.#examples(source.node, size, draw)));
        }
        return batch[source.port]!;
      }
      case 'handed': {
        const given = draw.handed?.get(feed.name);
        if (!given) throw new Error(`Nothing was handed on as '${feed.name}'.`);
        return given;
      }
      case 'input': {
        const { shape, dtype } = program.types[feed.value]!;
        const said = draw.inputs?.[source.name] ?? this.#askedAtDoor(source.name, draw);
        const ofExample = knownSize(shape.slice(1));
        // A row of tokens is no class, though it has as many kinds of numbers as there are words.
        const classes = ofExample === 1 ? draw.entry?.inputMeanings[source.name]?.classes : undefined;
        const numbers = said.length > 0 ? said : unsaid(classes);
        return inTurns(numbers, { size: knownSize(shape), ofExample, dtype });
      }
    }
  }

  #examples(node: string, size: number, { draw, examples }: Draw): Record<string, Elements> {
    const dataset = this.#datasets.get(node)!;
    const split: Split = examples.split;
    if (examples.split === 'training') return dataset.batch(split, this.#orders.get(node)!.indices(draw));
    const count = dataset.heldOutExamples;
    return dataset.batch(
      split,
      Uint32Array.from({ length: size }, (_, i) => (examples.from + i) % count),
    );
  }

  /** What is asked for at a door of the board. */
  #askedAtDoor(name: string, { asked }: Draw): readonly number[] {
    const door = this.#doors.get(name);
    if (!door) return [];
    const now = asked?.get(door.dial);
    return Array.isArray(now) ? now : door.value;
  }

  #words(node: string, dial: string, { asked }: Draw): string {
    const now = asked?.get(`${node}.${dial}`);
    if (typeof now === 'string') return now;
    const card = this.#document.board.nodes[node];
    return card ? textOrDefault(card, catalogue.get(card.kind)!.dials, dial) : '';
  }

  /** @throws Problem where there are some, but not so many */
  #numbers(node: string, dial: string, length: number, { asked }: Draw): Float32Array {
    const now = asked?.get(`${node}.${dial}`) ?? this.#document.board.nodes[node]?.dials[dial];
    const given: readonly number[] = Array.isArray(now) ? now : [];
    if (given.length > 0 && given.length !== length) {
      const { en, ko } = titleOnBoard(this.#document, node);
      throw new Problem(
        `'${en}' holds ${given.length} numbers where its model takes ${length}. Draw or write them anew.`,
        `'${ko}'에 수가 ${given.length}개 있는데 모델은 ${length}개를 받습니다. 다시 그리거나 적으세요.`,
      );
    }
    return Float32Array.from({ length }, (_, i) => given[i] ?? 0);
  }

  #dial(node: string, dial: string, { asked }: Draw): number {
    const name = `${node}.${dial}`;
    const now = asked?.get(name);
    if (typeof now === 'number') return now;
    const known = this.#dials.get(name);
    if (known !== undefined) return known;
    const value = dialOf(this.#document, node, dial);
    this.#dials.set(name, value);
    return value;
  }
}

/** A live dial as it stands in the document: `learningRate`, or `weights.kl` of a `weights` dial. */
export function dialOf(document: GraphDocument, id: string, dial: string): number {
  const node = document.board.nodes[id];
  // The name of a wire may hold dots itself.
  const [, name = '', of] = /^([^.]*)(?:\.(.*))?$/.exec(dial) ?? [];
  const declared = node && catalogue.get(node.kind)?.dials[name];
  if (!node || !declared) throw new Error(`There is no dial '${dial}' at the node '${id}'.`);
  const value = node.dials[name] ?? declared.default;
  if (declared.type === 'weights') return (value as Record<string, number>)[of ?? ''] ?? declared.otherwise;
  return value as number;
}
