import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import type { Program } from '../../nodes/program/program.ts';
import type { Stage } from '../../nodes/program/stages.ts';
import type { Elements, Runner, Values } from '../targets/target.ts';
import type { LoopMemory } from './loop-memory.ts';

/** One turn of a loop that is done: a denoising step, a token. */
export interface TurnDone {
  /** The node that the loop is of. */
  readonly node: string;
  /** From 1 to `turns`. */
  readonly turn: number;
  readonly turns: number;
  /** What is carried on, such as x_t. */
  readonly carried: readonly Values[];
}

/** Who follows a computation, and may stop it. */
export interface Follower {
  readonly tell?: (turn: TurnDone) => void;
  readonly signal?: AbortSignal;
  /** Remembers what loops came to, while nothing else changes: several metrics of one sampler then run it once. */
  readonly memory?: LoopMemory;
}

/** Somebody stopped a computation between two turns. */
export class Stopped extends Problem {
  /** @param title how the node is called */
  constructor({ turn, turns }: TurnDone, title: Text) {
    super(
      `'${title.en}' was stopped after ${turn} of ${turns} turns. Ask again to begin anew.`,
      `'${title.ko}'을(를) ${turns}번 가운데 ${turn}번째에서 멈췄습니다. 다시 하려면 새로 시작하세요.`,
    );
  }
}

type Loop = Extract<Stage, { kind: 'loop' }>;

/** What is handed from stage to stage, by name. */
type Handed = ReadonlyMap<string, Elements>;

/** Messages are let in between turns after as many milliseconds. */
const PATIENCE = 20;

/**
 * Runs a computation stage by stage, its loops one call a turn.
 * @param nameOf the entry of the runner that a stage is
 * @param feedsOf all feeds of a program, given what was handed on
 * @param titleOf how a node of the board is called
 * @throws Stopped where the signal came between two turns
 */
export async function runStages(
  runner: Runner,
  stages: readonly Stage[],
  nameOf: (stage: number) => string,
  feedsOf: (program: Program, handed: Handed) => Record<string, Elements>,
  follower: Follower = {},
  titleOf: (node: string) => Text = (id) => ({ en: id, ko: id }),
): Promise<Record<string, Values>> {
  const handed = new Map<string, Values>();
  const elements = (more: Iterable<readonly [string, Elements]> = []): Handed =>
    new Map([...[...handed].map(([name, { data }]) => [name, data] as const), ...more]);
  let outputs: Record<string, Values> = {};
  let yielded = performance.now();
  for (const [i, stage] of stages.entries()) {
    if (stage.kind === 'whole') {
      outputs = await runner.run(nameOf(i), feedsOf(stage.program, elements()));
      for (const [name, values] of Object.entries(outputs)) handed.set(name, values);
      continue;
    }
    const key = follower.memory?.keyOf(stage, feedsOf(stage.program, elements(firstTurn(stage, handed))));
    const known = key === undefined ? undefined : follower.memory?.recall(key);
    if (known) {
      [...stage.last, ...stage.kept].forEach((name, k) => handed.set(name, known[k]!));
      continue;
    }
    const { before, all } = turnsAround(stages, i);
    let carried = stage.first.map((name) => handed.get(name)!);
    const frames: Values[][] = stage.kept.map(() => []);
    for (let turn = 0; turn < stage.count; turn++) {
      // 1. one call: what is carried in, and which turn it is
      const given = carried.map(({ data }, k) => [`carried/${k}`, data] as const);
      const feeds = feedsOf(stage.program, elements([['turn', Int32Array.of(turn)], ...given]));
      const made = await runner.run(nameOf(i), feeds);

      // 2. what goes on, and what is kept
      carried = carried.map((_, k) => made[`next/${k}`]!);
      if (stage.keep.includes(turn)) frames.forEach((frame, k) => frame.push(made[`kept/${k}`]!));

      // 3. tell, let messages in, and stop if somebody wants that
      const done = { node: stage.origin?.node ?? '', turn: before + turn + 1, turns: all, carried };
      follower.tell?.(done);
      if (performance.now() - yielded > PATIENCE) {
        await new Promise((resolve) => setImmediate(resolve));
        yielded = performance.now();
      }
      if (follower.signal?.aborted) throw new Stopped(done, titleOf(done.node));
    }
    stage.last.forEach((name, k) => handed.set(name, carried[k]!));
    stage.kept.forEach((name, k) => handed.set(name, stackTurns(frames[k]!)));
    if (key !== undefined)
      follower.memory?.keep(
        key,
        [...stage.last, ...stage.kept].map((name) => handed.get(name)!),
      );
  }
  return outputs;
}

/** What the first turn of a loop is given. */
const firstTurn = ({ first }: Loop, handed: ReadonlyMap<string, Values>) => [
  ['turn', Int32Array.of(0)] as const,
  ...first.map((name, k) => [`carried/${k}`, handed.get(name)!.data] as const),
];

/** The loops of one node, one after another, are counted through: turns before a stage, and in all. */
function turnsAround(
  stages: readonly Stage[],
  at: number,
): { readonly before: number; readonly all: number } {
  const { origin } = stages[at] as Loop;
  const ofNode = (stage: Stage): stage is Loop =>
    stage.kind === 'loop' && stage.origin?.node === origin?.node && stage.origin?.path === origin?.path;
  const sum = (some: readonly Stage[]) => some.filter(ofNode).reduce((turns, { count }) => turns + count, 0);
  return { before: sum(stages.slice(0, at)), all: sum(stages) };
}

/** Values [B, ...] of several turns as one, [B, turns, ...]. */
export function stackTurns(frames: readonly Values[]): Values {
  const [first] = frames;
  const [batch = 0, ...example] = first!.shape;
  const size = first!.data.length / batch;
  const data = new (first!.data.constructor as new (length: number) => Elements)(
    frames.length * first!.data.length,
  );
  frames.forEach((frame, turn) => {
    for (let i = 0; i < batch; i++)
      data.set(frame.data.subarray(i * size, (i + 1) * size) as never, (i * frames.length + turn) * size);
  });
  return { shape: [batch, frames.length, ...example], dtype: first!.dtype, data };
}
