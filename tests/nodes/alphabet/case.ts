import fc from 'fast-check';
import type { Values } from '../../../main/targets/target.ts';
import { alphabet } from '../../../nodes/alphabet/alphabet.ts';
import type { Attributes } from '../../../nodes/alphabet/operation.ts';
import type { TensorType } from '../../../nodes/alphabet/shape.ts';

/** One call of an operation, with numbers. */
export interface Case {
  readonly inputs: readonly Values[];
  readonly attributes: Attributes;
}

/** A call that the shape rule must refuse. */
export interface WrongCall {
  readonly types: readonly TensorType[];
  readonly attributes?: Attributes;
}

/** What the contract tests know about one operation. */
export interface Contract {
  /**
   * Valid calls, away from kinks and poles.
   * @param batch the size of the leading axis, where the operation has one that B may take
   */
  readonly valid: (batch: fc.Arbitrary<number>) => fc.Arbitrary<Case>;
  readonly wrong: readonly WrongCall[];
  /** Linear in each input: central differences are exact up to rounding, with any step. */
  readonly linear?: true;
  /** How often it can be differentiated where that is not for ever; beyond that stands a sentence. */
  readonly differentiable?: 0 | 1;
  /** Whether the call cannot be inferred while the size of the batch is B. */
  readonly refusesBatch?: (attributes: Attributes, inputs: readonly Values[]) => boolean;
}

/** Contracts of one family of operations, by kind. */
export type Contracts = Readonly<Record<string, Contract>>;

const files = import.meta.glob<{ default: Contracts }>('./cases/*.ts', { eager: true });

/** The contract of every operation that has one, by kind. */
export const contracts: ReadonlyMap<string, Contract> = new Map(
  Object.values(files).flatMap(({ default: family }) => Object.entries(family)),
);

/** Operations in order, each with its contract; one without is found by a test of its own. */
export const kinds: readonly string[] = [...alphabet.keys()].filter((kind) => contracts.has(kind));

export const contractOf = (kind: string): Contract => contracts.get(kind)!;

/** The seed of all random cases: a suite that failed fails again. Another one looks at other cases. */
export const SEED = Number(process.env['GENLOOM_TEST_SEED'] ?? 20_260_727);

/** Some calls of an operation, the same ones each time. */
export const someCases = (
  kind: string,
  count: number,
  batch: fc.Arbitrary<number> = smallBatch,
): readonly Case[] => fc.sample(contractOf(kind).valid(batch), { numRuns: count, seed: SEED });

export const smallBatch = fc.integer({ min: 1, max: 3 });

/** A call as text for messages. */
export const described = (kind: string, { inputs, attributes }: Case): string =>
  `${kind} of ${inputs.map(({ dtype, shape, data }) => `${dtype} ${JSON.stringify(shape)} (${data.slice(0, 12).join(' ')})`).join(', ')} with ${JSON.stringify(attributes)}`;

/** Operations with a gradient that is not zero everywhere. */
export const differentiableKinds = kinds.filter(
  (kind) => !alphabet.get(kind)!.constant && contractOf(kind).differentiable !== 0,
);
