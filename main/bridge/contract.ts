// What a window may ask of the machine, and what it hears. The only file of `main` that both sides read as their law.
import { z } from 'zod';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Finding } from '../../nodes/finding.ts';
import type { TemplateAbout } from '../../templates/about.ts';
import type { BackendReport } from '../engine/backends/report.ts';
import type { RunRecord } from '../projects/run-record.ts';

/** Numbers as they travel: a typed array with its shape. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export interface Hello {
  readonly version: string;
  /** `desktop` has native file dialogs; a browser does not. */
  readonly host: 'desktop' | 'browser';
  /** Folder in which projects are kept, as a person reads it. */
  readonly workspace: string;
}

/** A template as the gallery shows it. */
export interface TemplateCard {
  readonly name: string;
  readonly title: Text;
  readonly question: Text;
  readonly level: string | null;
  /** How long its training takes on two cores. */
  readonly minutes: number | null;
  readonly parameters: number;
  readonly batch: number;
  readonly steps: number;
  readonly trained: boolean;
  readonly thumbnail: boolean;
  readonly measured: Readonly<Record<string, number | string>>;
  /** What it says of itself: its story, what to try. */
  readonly about: TemplateAbout | null;
}

/** A project that was open before, newest first. */
export interface ProjectCard {
  /** Where its document is; what `openProject` takes. */
  readonly file: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
  /** Work that was not saved under a name of its own yet. */
  readonly draft: boolean;
  readonly runs: number;
  readonly thumbnail: boolean;
}

export interface Gallery {
  readonly templates: readonly TemplateCard[];
  readonly projects: readonly ProjectCard[];
}

export interface OpenedProject {
  /** How calls name it while it is open. */
  readonly project: string;
  readonly name: string;
  /** Where it is saved; `null` for a draft. */
  readonly file: string | null;
  /** The document with the edits of the autosave. */
  readonly text: string;
  /** Whether `text` is what the file holds. */
  readonly saved: boolean;
  /** The template that it began as: its weights are at hand. */
  readonly template: string | null;
  /** Another window is working on it: this one looks on until it takes over. */
  readonly lookingOn: boolean;
  /** Sentences about what was found on opening: a broken autosave, a lost run. */
  readonly notes: readonly Text[];
}

export interface RunCard {
  /** Name of its folder; how calls name it. */
  readonly run: string;
  readonly started: number;
  readonly step: number;
  readonly steps: number;
  readonly seconds: number;
  /** Last value of each metric, `node name`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Steps that have a checkpoint, ascending: the timeline. */
  readonly checkpoints: readonly number[];
  readonly problem: Text | null;
}

export type BackendWish = 'auto' | 'tensorflow' | 'wasm' | 'cpu';

/** TensorFlow on its way to this machine. */
export interface Arranging {
  readonly doing: Text;
  readonly megabytes: number;
  /** `null` where nobody knows. */
  readonly megabytesInAll: number | null;
  readonly secondsLeft: number | null;
}

/** A model in the engine. */
export interface ModelState {
  readonly project: string;
  readonly activity: 'preparing' | 'shown' | 'training' | 'paused' | 'finished' | 'failed';
  /** `null` where it is shown with weights that no run of this project trained. */
  readonly run: string | null;
  readonly step: number;
  readonly steps: number;
  readonly phase: string;
  readonly weights: 'new' | 'template' | 'run';
  /** The document that it was compiled from: edits since then are not in it. */
  readonly text: string;
  /** Whether going on is as it would have been without the break. */
  readonly identical: boolean;
  readonly notes: readonly Text[];
  /** Why it failed. */
  readonly problem: Text | null;
  /** Weights that could not be carried over and started anew. */
  readonly anew: readonly string[];
}

export interface EngineState {
  /** `null` while the first one is being chosen. */
  readonly backend: BackendReport | null;
  readonly wish: BackendWish;
  readonly arranging: Arranging | null;
  /** Why TensorFlow could not be arranged. */
  readonly arrangingFailed: Text | null;
  /** It has not answered for half a minute: it may hang. */
  readonly silent: boolean;
  readonly model: ModelState | null;
}

/** A wire by the output that it begins at. */
const pin = z.strictObject({ node: z.string().max(200), port: z.string().max(200) });
const project = z.string().max(200);
/** A document as text: what a file holds. */
const text = z.string().max(64 * 1024 * 1024);
const file = z.string().min(1).max(4096);
const run = z.string().min(1).max(255);
const nothing = z.strictObject({});
const language = z.enum(['en', 'ko']);
const elements = z.union([z.instanceof(Float32Array), z.instanceof(Int32Array), z.instanceof(Uint8Array)]);

const call =
  <Result>() =>
  <Arguments extends z.ZodType>(args: Arguments): Call<Arguments, Result> => ({ args });

interface Call<Arguments extends z.ZodType, Result> {
  readonly args: Arguments;
  readonly result?: Result;
}

/** Every call, with the shape of its arguments. A host answers all of them; nothing else is answered. */
export const contract = {
  hello: call<Hello>()(nothing),
  gallery: call<Gallery>()(nothing),
  /** A picture of a template or project, PNG; `null` where there is none. */
  thumbnail: call<Uint8Array | null>()(
    z.union([z.strictObject({ template: z.string().max(200) }), z.strictObject({ file })]),
  ),

  // Projects.
  createProject: call<OpenedProject>()(
    z.union([
      /** It is called what it is called in this language. */
      z.strictObject({ template: z.string().max(200), language: language.optional() }),
      z.strictObject({ empty: z.literal(true), language: language.optional() }),
      /** A document that somebody dropped on the window. */
      z.strictObject({ text, name: z.string().max(255) }),
    ]),
  ),
  openProject: call<OpenedProject>()(z.strictObject({ file })),
  /** Makes this window the one that edits; the other looks on. */
  takeOver: call<OpenedProject>()(z.strictObject({ project })),
  /** Keeps the work without touching the saved file. */
  autosave: call<void>()(z.strictObject({ project, text })),
  /** Saves under its file, or under another. @returns where it is saved now */
  save: call<{ readonly file: string; readonly name: string }>()(
    z.strictObject({ project, text, as: file.optional(), replace: z.boolean().optional() }),
  ),
  closeProject: call<void>()(z.strictObject({ project })),
  /** Takes a project out of the list of recent ones; drafts are deleted with their runs. */
  forget: call<void>()(z.strictObject({ file })),
  /** Saved versions to go back to, newest first. */
  versions: call<readonly { readonly version: string; readonly changed: number }[]>()(
    z.strictObject({ project }),
  ),
  readVersion: call<string>()(z.strictObject({ project, version: z.string().max(255) })),
  /** Documents in the workspace, for a browser's own open dialog. */
  browse: call<readonly ProjectCard[]>()(nothing),
  /** Asks for a file with the system's dialog; `null` where the person cancelled. Desktop only. */
  chooseFile: call<string | null>()(
    z.strictObject({ purpose: z.enum(['open', 'save']), name: z.string().max(255).optional() }),
  ),

  // The model.
  /** Compiles the document and fills it with the best weights there are, so that it can be looked at and sampled. */
  show: call<ModelState>()(
    z.strictObject({ project, text, run: run.optional(), step: z.int().min(0).optional() }),
  ),
  /** A new run: from new weights, or from those that are shown. `paused` stands before its first step, for `step`. */
  train: call<ModelState>()(
    z.strictObject({ project, text, from: z.enum(['scratch', 'shown']), paused: z.boolean().optional() }),
  ),
  /** Goes on with a run from its last checkpoint. */
  goOn: call<ModelState>()(z.strictObject({ project, run, steps: z.int().min(1).optional() })),
  pause: call<ModelState>()(nothing),
  /** Makes that many training steps and pauses again. */
  step: call<ModelState>()(z.strictObject({ count: z.int().min(1).max(1000) })),
  setDial: call<void>()(
    z.strictObject({ node: z.string().max(200), dial: z.string().max(200), value: z.number() }),
  ),
  /**
   * What views and samples are asked for from now on, by `node.dial` of the board: words, strengths, the numbers of examples. The
   * model need not be made anew for them; views that follow what is another now look again.
   */
  ask: call<void>()(
    z.strictObject({
      asked: z.record(
        z.string().max(401),
        z.union([z.string().max(100_000), z.number(), z.array(z.number()).max(1_000_000)]),
      ),
    }),
  ),
  /** Wires to watch at every step. */
  pin: call<void>()(z.strictObject({ pins: z.array(pin).max(64) })),
  /** What a wire carries now: `value` for one batch, and `statistics`. */
  peek: call<Readonly<Record<string, Numbers>>>()(pin),
  /** What a view or a metric sees now. Its turns are told, and cancelling stops it, as with `sample`. */
  look: call<Finding>()(z.strictObject({ node: z.string().max(200) })),
  /** Draws samples. Each turn of a sampler is told; cancelling the call stops it between two of them. */
  sample: call<Numbers>()(
    z.strictObject({
      output: z.string().max(200),
      count: z.int().min(1).max(10_000),
      seed: z.int().min(0).max(0x7fffffff),
      /** By name: of one example or of several, which take turns; empty as if nobody chose. The document's own values otherwise. */
      inputs: z.record(z.string(), elements).optional(),
    }),
  ),
  /** Stops what is being sampled or looked at, whoever asked for it, between two turns; who asked hears that. */
  stopSampling: call<void>()(nothing),
  /** Which views are on the screen: others are computed rarely. */
  watch: call<void>()(z.strictObject({ nodes: z.array(z.string().max(200)).max(1000) })),

  // Runs.
  runs: call<readonly RunCard[]>()(z.strictObject({ project })),
  records: call<readonly RunRecord[]>()(z.strictObject({ project, run })),
  runDocument: call<string>()(z.strictObject({ project, run })),
  removeRun: call<void>()(z.strictObject({ project, run })),

  // Taking the model away.
  exportFormats: call<readonly { readonly name: string; readonly sentence: Text }[]>()(nothing),
  exportModel: call<{ readonly folder: string; readonly files: readonly string[] }>()(
    z.strictObject({ project, format: z.string().max(100) }),
  ),

  // The engine.
  engine: call<EngineState>()(nothing),
  chooseBackend: call<EngineState>()(z.strictObject({ wish: z.enum(['auto', 'tensorflow', 'wasm', 'cpu']) })),
  /** Ends an engine that hangs; another goes on from the last checkpoint. */
  restartEngine: call<void>()(nothing),
  /** Tries again to arrange TensorFlow. */
  arrange: call<void>()(nothing),
};

export type CallName = keyof typeof contract;
export type Arguments<C extends CallName> = z.infer<(typeof contract)[C]['args']>;
export type Result<C extends CallName> =
  NonNullable<(typeof contract)[C]> extends Call<z.ZodType, infer R> ? R : never;

/** What a host implements. The signal is aborted when the window cancels the call or goes away. */
export type StudioCalls = {
  readonly [C in CallName]: (args: Arguments<C>, caller: Caller) => Promise<Result<C>>;
};

/** Who asks. */
export interface Caller {
  /** One window, as long as its connection lasts. */
  readonly window: string;
  readonly signal: AbortSignal;
}

/** What the window hears without asking. Of one kind (and node) only the newest matters: slow windows hear fewer. */
export type StudioNews =
  | { readonly kind: 'engine'; readonly state: EngineState }
  | {
      readonly kind: 'progress';
      readonly project: string;
      readonly run: string;
      readonly step: number;
      readonly steps: number;
      readonly phase: string;
      /** Every report since the last news, so that curves have no gaps. */
      readonly reports: readonly {
        readonly step: number;
        readonly numbers: Readonly<Record<string, number>>;
      }[];
      /** Statistics of pinned wires: `node.port` → mean, deviation, least, largest, 16 counts. */
      readonly probes: Readonly<Record<string, Numbers>>;
      readonly stepsPerSecond: number;
      readonly secondsLeft: number;
    }
  | {
      readonly kind: 'look';
      readonly project: string;
      /** `null` where no run trained what is shown. */
      readonly run: string | null;
      readonly step: number;
      readonly node: string;
      readonly finding: Finding;
    }
  /** A turn of a sampler is done: a denoising step, a token. */
  | {
      readonly kind: 'turn';
      readonly project: string;
      /** What is at work: `output/<name>` is being sampled, or `look/<node>` looks. */
      readonly of: string;
      /** The sampler. */
      readonly node: string;
      /** From 1 to `turns`. */
      readonly turn: number;
      readonly turns: number;
      /** How far the first samples are, such as x_t; `null` where nothing is carried on. */
      readonly values: Numbers | null;
    }
  /** No more turns of that: it is done, or was stopped. */
  | { readonly kind: 'turns over'; readonly project: string; readonly of: string }
  | { readonly kind: 'checkpoint'; readonly project: string; readonly run: string; readonly step: number }
  /** A number shows that something goes wrong, though training goes on. */
  | {
      readonly kind: 'warning';
      readonly project: string;
      readonly run: string | null;
      readonly step: number;
      readonly node: string;
      /** Port whose number it is. */
      readonly number: string;
      readonly value: number;
      readonly text: Text;
    }
  /** The engine's process died and was started again. */
  | { readonly kind: 'restarted'; readonly project: string; readonly step: number; readonly why: Text }
  /** Another window took the project over, or saved it. */
  | { readonly kind: 'taken over'; readonly project: string }
  /** What the window that works on it did last, for those that look on. */
  | { readonly kind: 'edited'; readonly project: string; readonly text: string; readonly saved: boolean }
  /** The desktop asks for a file to be opened (file association, second start). */
  | { readonly kind: 'open file'; readonly file: string }
  /** A menu of the desktop asks for a command. */
  | { readonly kind: 'command'; readonly command: string };
