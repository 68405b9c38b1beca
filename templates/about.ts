import { z } from 'zod';

const text = z.object({ en: z.string(), ko: z.string() });

/** The five questions that any generative model answers. */
const storySchema = z.looseObject({
  /** What is random, and what is given: the model written down. */
  formulation: text,
  /** Which networks stand for which distributions and functions. */
  representation: text,
  /** What is minimized. */
  objective: text,
  /** How it is minimized. */
  optimization: text,
  /** How the trained model is used. */
  inference: text,
});

/** One thing to try: a dial, a value, and where to look. */
const attemptSchema = z.looseObject({
  text,
  /** Node of the board, and its dial; of a dial with a number for each wire, `weights.kl`. */
  node: z.string(),
  dial: z.string(),
  value: z.union([z.number(), z.string(), z.boolean(), z.array(z.number())]),
  /** The view or metric that shows what changes. */
  look: z.string(),
  /** What becomes of a number of a metric within so many steps, beside the template as it is, for a test to hold. */
  promise: z
    .object({
      /** The metric, where it is another than `look`. */
      of: z.string().optional(),
      number: z.string(),
      becomes: z.enum(['smaller', 'larger']),
      steps: z.int().min(0).default(100),
      /** Begins with the weights that ship instead of new ones. */
      trained: z.boolean().optional(),
    })
    .optional(),
});

/** Families of models, in the order in which a gallery tells them. */
export const FAMILIES = [
  'mixture',
  'autoregressive',
  'flow',
  'autoencoder',
  'gan',
  'energy',
  'diffusion',
  'classifier',
] as const;

/** How much one should know before, the least first. */
export const LEVELS = ['first steps', 'next steps', 'images', 'further', 'research'] as const;

/** What a template says of itself: `about.json`. */
export const aboutSchema = z.looseObject({
  /** How people call it. */
  title: text,
  /** What it lets a person find out. */
  question: text,
  family: z.enum(FAMILIES).optional(),
  /** Whether the model tells p(x): exactly, a bound on it, or not at all. */
  density: z.enum(['exact', 'bound', 'none']).optional(),
  /** What one sample takes, such as `1 pass` or `50 steps`. */
  sampling: text.optional(),
  /** The one to begin with; a gallery has one. */
  startHere: z.boolean().optional(),
  /** The number of `measured` that says most about it, and how it is called where there is little room. */
  headline: z.object({ number: z.string(), name: text }).optional(),
  story: storySchema.optional(),
  tryThis: z.array(attemptSchema).optional(),
  level: z.enum(LEVELS).optional(),
  /** How long its training takes on two cores. */
  minutes: z.number().positive().optional(),
  /** What its weights must reach, by the names of `measured`; a test holds it. */
  reaches: z
    .record(z.string(), z.object({ atLeast: z.number().optional(), atMost: z.number().optional() }))
    .optional(),
  /** What trainings with the seeds 1, 2, ... reached in the numbers of `reaches`: luck and rule can be told apart. */
  overSeeds: z.record(z.string(), z.array(z.number())).optional(),
  /** What its own weights reach, by name. */
  measured: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
});

export type TemplateAbout = z.infer<typeof aboutSchema>;
export type Story = z.infer<typeof storySchema>;
export type Attempt = z.infer<typeof attemptSchema>;
