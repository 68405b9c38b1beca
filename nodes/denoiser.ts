import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape, sameShape } from './alphabet/shape.ts';
import type { BuildContext } from './build-context.ts';
import { noCondition } from './no-condition.ts';
import type { Block, InputPort } from './port.ts';
import { partsOf, type Parts } from './prediction.ts';
import { marginals, type Schedule } from './schedule.ts';
import { schedulePort } from './schedule-ports.ts';

/** Which input of a denoiser is which. */
export interface DenoiserDoors {
  /** x_t: the first input that is no time. */
  readonly noisy: string;
  /** The input that expects a time, or is called so. */
  readonly time: string | undefined;
  /** All others: class, text, context. */
  readonly conditions: readonly string[];
}

/** @throws Problem where the block has no input for x_t */
export function denoiserDoors({ name, inputs, expects }: Block): DenoiserDoors {
  const time = inputs.find((input) => expects[input] === 'time') ?? inputs.find((input) => input === 'time');
  const [noisy, ...conditions] = inputs.filter((input) => input !== time);
  if (noisy === undefined)
    throw new Problem(
      `The block '${name}' has no input for a noisy value, so nothing can be denoised with it. Give its design an input beside the time.`,
      `블록 '${name}'에 노이즈 섞인 값을 받을 입력이 없어 디노이징할 수 없습니다. 설계에 시간 외의 입력을 두세요.`,
    );
  return { noisy, time, conditions };
}

/** The name of the port that says what stands for "without" that condition. */
export const withoutPort = (condition: string): string =>
  `without${condition[0]!.toUpperCase()}${condition.slice(1)}`;

/**
 * How hard a sampler listens to the conditions of its denoiser.
 * @returns `null` where there is nothing to listen to, or a guidance of 1 asks for nothing more
 */
export const guidanceOf = (block: Block, guidance: number, context: BuildContext): Tensor | null =>
  guidance !== 1 && denoiserDoors(block).conditions.length > 0 ? context.dial('guidance') : null;

/** What is wired where data is asked how likely a denoiser finds it. */
export const likelihoodPorts = {
  block: { symbol: '\\hat{\\epsilon}_\\theta', title: { en: 'Denoiser', ko: '디노이저' }, takes: 'block' },
  schedule: schedulePort,
  real: { symbol: 'x_0', title: { en: 'Data', ko: '데이터' } },
} as const satisfies Readonly<Record<string, InputPort>>;

/** Ports that a node grows for the conditions of a denoiser, each with its twin where guidance needs one. */
export function conditionPorts(block: Block | null, twins: boolean): Record<string, InputPort> {
  if (!block) return {};
  return Object.fromEntries(
    denoiserDoors(block).conditions.flatMap((name): [string, InputPort][] => {
      const symbol = block.symbols[name] ?? name;
      const own: InputPort = {
        symbol,
        title: { en: name, ko: name },
        ...(block.optional.includes(name) ? { optional: true } : {}),
      };
      const twin: InputPort = {
        symbol: `\\varnothing_{${symbol}}`,
        title: {
          en: `Without ${name} (unwired: class "none", or zeros)`,
          ko: `${name} 없이 (연결하지 않으면 "없음" 클래스 또는 0)`,
        },
        optional: true,
      };
      return twins
        ? [
            [name, own],
            [withoutPort(name), twin],
          ]
        : [[name, own]];
    }),
  );
}

/** A network that is asked about x_t: at one time for all examples, [], or each at its own, [B]. */
export type Denoiser = (noisy: Tensor, time: Tensor) => Parts;

export interface DenoiserSettings {
  readonly block: Block;
  readonly schedule: Schedule;
  /** What arrived at the grown ports. */
  readonly given: Readonly<Record<string, unknown>>;
  /** w of said = without + w (with − without): Ho & Salimans 2022; `null` asks once. */
  readonly guidance: Tensor | null;
  /** The largest |x̂₀|; 0 leaves it as it is. */
  readonly clip: number;
}

/** Makes a denoiser of a block. Call it where x_t is known: outside of loops for what stays, inside for what changes. */
export function denoiserOf(
  ops: Operations,
  context: Pick<BuildContext, 'call' | 'meaningOf' | 'means'>,
  { block, schedule, given, guidance, clip }: DenoiserSettings,
): Denoiser {
  const doors = denoiserDoors(block);
  const conditions = present(doors.conditions.map((name) => [name, given[name] as Tensor | undefined]));
  const without = guidance
    ? Object.fromEntries(
        Object.entries(conditions).map(([name, condition]) => {
          const wired = given[withoutPort(name)] as Tensor | undefined;
          return [name, wired ?? noCondition(ops, context, condition)];
        }),
      )
    : null;
  const ask = (noisy: Tensor, time: Tensor, beside: Readonly<Record<string, Tensor>>): Tensor => {
    const outputs = context.call(block, {
      [doors.noisy]: noisy,
      ...(doors.time === undefined ? {} : { [doors.time]: time }),
      ...beside,
    });
    const [said] = Object.values(outputs);
    if (!said || !sameShape(said.shape, noisy.shape))
      throw new Problem(
        `A denoiser tells as many numbers as it is shown; '${block.name}' was shown ${formatShape(noisy.shape)} and told ${said ? formatShape(said.shape) : 'nothing'}. Wire a block that was trained with a denoising loss, or set 'shape' to what it takes.`,
        `디노이저는 받은 만큼의 수를 내야 하는데 '${block.name}'은(는) ${formatShape(noisy.shape)}을(를) 받아 ${said ? formatShape(said.shape) : '아무것도 아닌 것'}을(를) 냈습니다. 디노이징 손실로 학습한 블록을 연결하거나 'shape'을 맞추세요.`,
      );
    return said;
  };
  return (noisy, time) => {
    const each = context.means(
      time.shape.length === 1
        ? time
        : ops.broadcastTo(ops.reshape(time, { shape: [1] }), { shape: [noisy.shape[0]!] }),
      { kind: 'time', range: [0, 1] },
    );
    const withAll = ask(noisy, each, conditions);
    const said =
      without && guidance
        ? guided(ops, ask(noisy, each, { ...conditions, ...without }), withAll, guidance)
        : withAll;
    const parts = partsOf(ops, schedule.prediction, marginals(ops, schedule, time), noisy, said);
    if (clip === 0) return parts;
    const clean = ops.minimum(ops.maximum(parts.clean, -clip), clip);
    return { clean, noise: parts.noise };
  };
}

/** without + w (with − without). */
const guided = (ops: Operations, without: Tensor, withAll: Tensor, guidance: Tensor): Tensor =>
  ops.add(without, ops.multiply(guidance, ops.subtract(withAll, without)));

const present = (entries: readonly (readonly [string, Tensor | undefined])[]): Record<string, Tensor> =>
  Object.fromEntries(entries.filter((entry): entry is readonly [string, Tensor] => entry[1] !== undefined));
