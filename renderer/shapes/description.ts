import { create } from 'zustand';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { useDocument } from '../state/document.ts';
import { useProject } from '../state/project.ts';
import { describedAfter, NOTHING_DESCRIBED, type Described } from './described.ts';
import { equal } from './difference.ts';
import { describer } from './describer.ts';
import { locateAll, type LocatedProblem } from './locate.ts';
import { mailboxIn, sharedMemory } from './mailbox.ts';
import type { Answer, Asked, FromWorker, ToWorker } from './messages.ts';

interface DescriptionState extends Omit<Described, 'problems'> {
  /** The document that was described; edits since then are on their way. */
  readonly document: GraphDocument | null;
  readonly problems: readonly LocatedProblem[];
  /** Whether the problems are all that training would meet. */
  readonly checked: boolean;
}

const NOTHING: DescriptionState = { ...NOTHING_DESCRIBED, document: null, problems: [], checked: false };

/** What is known of the document on the canvas: shapes, parameters, costs and problems. */
export const useDescription = create<DescriptionState>(() => NOTHING);

const set = useDescription.setState;

let asked: Asked | null = null;
let numbers = 0;
/** What the worker told last, of whatever document: its next answer tells what differs from it. */
let last = NOTHING_DESCRIBED;
/** Documents whose answers are awaited, by the number of the question, and when they were sent. */
const sent = new Map<number, { readonly document: GraphDocument; readonly at: number }>();
const waiting = new Map<number, (text: Text | null) => void>();

function hear(answer: Answer): void {
  if (answer.kind === 'breaks') {
    waiting.get(answer.number)?.(answer.text);
    waiting.delete(answer.number);
    return;
  }
  if (answer.kind === 'described')
    last = describedAfter(answer.first ? NOTHING_DESCRIBED : last, answer.since);
  const question = sent.get(answer.number);
  if (!question) return;
  const { document, at } = question;
  if (answer.kind === 'described') {
    // From the edit to the shapes: `npm run bench` and a browser's own tools read it.
    performance.measure('shapes', { start: at, end: performance.now() });
    for (const number of sent.keys()) if (number < answer.number) sent.delete(number);
    const { problems, ...described } = last;
    // What only training meets is not known yet: until it is, the former answer stands for the optimizers.
    const kept = useDescription.getState();
    const training = kept.checked ? kept.problems.filter(({ place }) => isOfTraining(document, place)) : [];
    set({
      ...described,
      document,
      problems: keptWhere(kept.problems, locateAll(document, [...problems, ...training])),
      checked: false,
    });
    return;
  }
  if (useDescription.getState().document !== document) return;
  performance.measure('problems', { start: at, end: performance.now() });
  set(({ problems }) => ({
    problems: keptWhere(problems, locateAll(document, answer.problems)),
    checked: true,
  }));
}

/** The same problems as before where they say the same, so that what shows them is not drawn again. */
const keptWhere = (
  before: readonly LocatedProblem[],
  now: readonly LocatedProblem[],
): readonly LocatedProblem[] => (equal(before, now) ? before : now);

const isOfTraining = (document: GraphDocument, place: LocatedProblem['place']): boolean =>
  place === null || (place.path === '' && document.board.nodes[place.node]?.kind === 'optimizer');

let worker: Asked | null = null;

/** It stays for the next project; what it still answers about the last one is not heard. */
const inWorker = (): Asked => (worker ??= startWorker());

function startWorker(): Asked {
  const mine = new Worker(new URL('./shapes-worker.ts', import.meta.url), { type: 'module' });
  const send = (message: ToWorker) => mine.postMessage(message);
  const memory = sharedMemory();
  const mailbox = memory && mailboxIn(memory);
  const look = () => {
    const answer = mailbox?.take() as Answer | null | undefined;
    if (answer) hear(answer);
  };
  mine.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    // What lies there was told before.
    look();
    if (data.kind !== 'mail') hear(data);
  });
  if (memory) send({ kind: 'memory', memory });
  return {
    ask(question) {
      send(question);
      if (mailbox && question.kind === 'describe') requestAnimationFrame(look);
    },
    end: () => {},
  };
}

/**
 * Describes the document when it is opened and at every edit from now on, in a worker; where there is none, between events. Begun
 * before anything is open, it asks before the first card is drawn, and the worker's script is there by then.
 * @returns ends it
 */
export function keepDescribed(): () => void {
  asked = typeof Worker === 'undefined' ? describer(hear, (run) => void setTimeout(run, 0)) : inWorker();
  const mine = asked;
  const forget = () => {
    for (const tell of waiting.values()) tell(null);
    waiting.clear();
    sent.clear();
    set(NOTHING);
  };
  const describe = (document: GraphDocument | null) => {
    if (!document) return forget();
    numbers += 1;
    sent.set(numbers, { document, at: performance.now() });
    mine.ask({ kind: 'describe', number: numbers, document });
  };
  describe(useDocument.getState().document);
  const stops = [
    // What was known of one project says nothing of the next, whose document follows.
    useProject.subscribe(({ open }, before) => {
      if (open?.project !== before.open?.project) forget();
    }),
    useDocument.subscribe(({ document }, before) => {
      if (document !== before.document) describe(document);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    mine.end();
    if (asked === mine) asked = null;
    forget();
  };
}

/** Asks what an edit would break. @returns a sentence; `null` where nothing breaks, or nobody can say */
export function askWhatBreaks(before: GraphDocument, after: GraphDocument): Promise<Text | null> {
  if (!asked) return Promise.resolve(null);
  numbers += 1;
  const number = numbers;
  const answer = new Promise<Text | null>((resolve) => {
    // Of questions only the newest is answered.
    for (const tell of waiting.values()) tell(null);
    waiting.clear();
    waiting.set(number, resolve);
  });
  asked.ask({ kind: 'breaks', number, before, after });
  return answer;
}
