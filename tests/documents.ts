import { recipes } from '../nodes/catalogue.ts';
import { resolveDials } from '../nodes/graph/dials.ts';
import { readDocument, type Design, type DialValue, type GraphDocument } from '../nodes/graph/document.ts';

/** Dials stand beside the kind; one that is itself called `kind` stands in `dials`. */
type DrawnNode = { kind: string; off?: boolean; dials?: Record<string, DialValue> } & Record<
  string,
  DialValue | Record<string, DialValue> | undefined
>;
type DrawnGraph = { nodes: Record<string, DrawnNode>; wires: readonly string[] };

/** `a.x -> b.y` or, into a port that takes several wires, `a.x -> b.y as name`. */
function wireOf(text: string) {
  const [, node, port, toNode, toPort, name] = /^(\S+)\.(\w+) -> (\S+)\.(\w+)(?: as (\S+))?$/.exec(text)!;
  return {
    from: { node: node!, port: port! },
    to: { node: toNode!, port: toPort!, ...(name === undefined ? {} : { name }) },
  };
}

/** A graph from nodes whose dials stand beside their kind, and wires as texts. */
export const graph = ({ nodes, wires }: DrawnGraph): Design => ({
  nodes: Object.fromEntries(
    Object.entries(nodes).map(([id, { kind, off, dials, ...beside }]) => [
      id,
      {
        kind,
        dials: { ...(beside as Record<string, DialValue>), ...dials },
        ...(off === undefined ? {} : { off }),
      },
    ]),
  ),
  wires: wires.map(wireOf),
});

/** The design that a recipe draws with these dials. */
export function drawn(kind: string, dials: Record<string, DialValue> = {}): Design {
  const recipe = recipes.get(kind)!;
  return recipe.draw(resolveDials(recipe.dials, dials) as never);
}

export interface Drawing {
  board: DrawnGraph;
  designs?: Record<string, Design>;
  /** Block id → design id. */
  blocks?: Record<string, string>;
  steps?: number;
  batch?: number;
  seed?: number;
}

/** A document, read through the schema like any file. */
export const document = ({
  board,
  designs = {},
  blocks = {},
  steps = 20,
  batch = 8,
  seed = 1,
}: Drawing): GraphDocument =>
  readDocument(
    JSON.stringify({
      format: 'genloom',
      version: 1,
      name: 'drawing',
      seed,
      batch,
      phases: [{ name: 'training', steps }],
      board: graph(board),
      designs,
      blocks: Object.fromEntries(Object.entries(blocks).map(([id, design]) => [id, { design }])),
    }),
    'drawing',
  );

/** A variational autoencoder of two small dense networks on digits. */
export const smallVae = (options: Partial<Drawing> = {}): GraphDocument =>
  document({
    board: {
      nodes: {
        digits: { kind: 'digits', values: 'binary', classes: [0, 1] },
        encode: { kind: 'call', block: 'encoder' },
        reparameterize: { kind: 'reparameterize' },
        decode: { kind: 'call', block: 'decoder' },
        nll: { kind: 'negative-log-likelihood', distribution: 'Bernoulli' },
        kl: { kind: 'kl-divergence' },
        total: { kind: 'total', weights: { nll: 1, kl: 1 } },
        optimizer: { kind: 'optimizer', method: 'Adam', learningRate: 0.003 },
        noise: { kind: 'gaussian-noise', shape: [2] },
        generate: { kind: 'call', block: 'decoder' },
        samples: { kind: 'output', name: 'samples', meaning: 'image' },
        elbo: { kind: 'elbo', count: 64 },
        map: { kind: 'latent-map', count: 64 },
      },
      wires: [
        'digits.image -> encode.image',
        'encode.mean -> reparameterize.mean',
        'encode.logVariance -> reparameterize.logVariance',
        'reparameterize.sample -> decode.latent',
        'decode.image -> nll.parameters',
        'digits.image -> nll.target',
        'encode.mean -> kl.mean',
        'encode.logVariance -> kl.logVariance',
        'nll.loss -> total.term as nll',
        'kl.loss -> total.term as kl',
        'total.loss -> optimizer.loss',
        'encode.block -> optimizer.blocks as encoder',
        'decode.block -> optimizer.blocks as decoder',
        'noise.noise -> generate.latent',
        'generate.image -> samples.value',
        'nll.perExample -> elbo.negativeLogLikelihood',
        'kl.perExample -> elbo.klDivergence',
        'encode.mean -> map.mean',
        'digits.label -> map.label',
      ],
    },
    designs: {
      encoder: graph({
        nodes: {
          image: { kind: 'input', name: 'image', meaning: 'image' },
          flat: { kind: 'flatten' },
          hidden: { kind: 'dense', units: 16, activation: 'ReLU' },
          'mean-head': { kind: 'dense', units: 2, activation: 'linear' },
          'variance-head': { kind: 'dense', units: 2, activation: 'linear' },
          mean: { kind: 'output', name: 'mean', meaning: 'mean' },
          'log-variance': { kind: 'output', name: 'logVariance', meaning: 'log variance' },
        },
        wires: [
          'image.value -> flat.input',
          'flat.output -> hidden.input',
          'hidden.output -> mean-head.input',
          'hidden.output -> variance-head.input',
          'mean-head.output -> mean.value',
          'variance-head.output -> log-variance.value',
        ],
      }),
      decoder: graph({
        nodes: {
          latent: { kind: 'input', name: 'latent', meaning: 'latent' },
          hidden: { kind: 'dense', units: 16, activation: 'ReLU' },
          pixels: { kind: 'dense', units: 784, activation: 'linear' },
          picture: { kind: 'reshape', shape: [28, 28, 1] },
          image: { kind: 'output', name: 'image', meaning: 'image', form: 'logits' },
        },
        wires: [
          'latent.value -> hidden.input',
          'hidden.output -> pixels.input',
          'pixels.output -> picture.input',
          'picture.output -> image.value',
        ],
      }),
    },
    blocks: { encoder: 'encoder', decoder: 'decoder' },
    ...options,
  });

/** How `denoise` learns from `forward`, by a schedule, in a diffusion on a board. */
export const LEARNS_TO_DENOISE = [
  'schedule.schedule -> forward.schedule',
  'forward.noisy -> denoise.noisy',
  'forward.time -> denoise.time',
  'denoise.prediction -> loss.prediction',
  'forward.target -> loss.target',
  'forward.time -> loss.time',
  'schedule.schedule -> loss.schedule',
  'loss.loss -> optimizer.loss',
] as const;

/** Digits on a board where one loss on a weight of its own is trained, as a board must, beside what is tested. */
export const besideDigits = (
  { nodes, wires }: Drawing['board'],
  options: Partial<Drawing> = {},
): GraphDocument =>
  document({
    batch: 4,
    board: {
      nodes: {
        digits: { kind: 'digits' },
        ...nodes,
        picture: { kind: 'call', block: 'net' },
        loss: { kind: 'distance' },
        optimizer: { kind: 'optimizer' },
      },
      wires: [
        ...wires,
        'digits.image -> picture.x',
        'picture.y -> loss.prediction',
        'digits.image -> loss.target',
        'loss.loss -> optimizer.loss',
        'picture.block -> optimizer.blocks',
      ],
    },
    designs: {
      net: graph({
        nodes: {
          x: { kind: 'input', name: 'x' },
          conv: { kind: 'conv2d', filters: 1, kernel: [1] },
          y: { kind: 'output', name: 'y' },
        },
        wires: ['x.value -> conv.input', 'conv.output -> y.value'],
      }),
    },
    blocks: { net: 'net' },
    ...options,
  });

/** A VAE beside which the board asks for a place, `place.value`, and gives it back as `places`. */
export function vaeWithPlace(value: number[]): GraphDocument {
  const vae = smallVae();
  vae.board.nodes.place = {
    kind: 'input',
    dials: { name: 'place', meaning: 'points', shape: [2], value },
  };
  vae.board.nodes.places = { kind: 'output', dials: { name: 'places', meaning: 'points' } };
  vae.board.wires.push({
    from: { node: 'place', port: 'value' },
    to: { node: 'places', port: 'value' },
  });
  return vae;
}

/** A board whose output is its prompt, like the captions of a picture. */
export const promptBoard = (text: string): GraphDocument =>
  document({
    board: {
      nodes: {
        shapes: { kind: 'captioned-shapes' },
        prompt: { kind: 'input', name: 'prompt', meaning: 'tokens', text },
        out: { kind: 'output', name: 'out' },
      },
      wires: ['shapes.caption -> prompt.like', 'prompt.value -> out.value'],
    },
  });

/** A denoiser of points in the plane, with a sampler that is watched. */
export const smallDiffusion = (
  sampler: Record<string, DialValue> = {},
  options: Partial<Drawing> = {},
  classes = 0,
): GraphDocument =>
  document({
    board: {
      nodes: {
        points: { kind: 'points-2d', shape: 'ring', examples: 500, heldOut: 100 },
        schedule: { kind: 'noise-schedule', steps: 40 },
        forward: { kind: 'forward-process' },
        denoise: { kind: 'call', block: 'denoiser' },
        loss: { kind: 'denoising' },
        optimizer: { kind: 'optimizer', learningRate: 0.003, movingAverage: 0.9 },
        sampler: { kind: 'diffusion-sampler', steps: 10, ...sampler },
        samples: { kind: 'output', name: 'samples', meaning: 'points' },
        path: { kind: 'path', count: 6 },
        'by-time': { kind: 'loss-by-time', count: 100, bins: 4 },
        plot: { kind: 'schedule-plot' },
        ...(classes > 0 ? { class: { kind: 'input', name: 'class', meaning: 'label' } } : {}),
      },
      wires: [
        'points.points -> forward.clean',
        ...LEARNS_TO_DENOISE,
        'denoise.block -> optimizer.blocks as denoiser',
        'denoise.block -> sampler.block',
        'schedule.schedule -> sampler.schedule',
        'sampler.samples -> samples.value',
        'sampler.path -> path.path',
        'sampler.guesses -> path.guesses',
        'loss.perExample -> by-time.perExample',
        'forward.time -> by-time.time',
        'schedule.schedule -> plot.schedule',
        ...(classes > 0
          ? ['points.label -> denoise.label', 'points.label -> class.like', 'class.value -> sampler.label']
          : []),
      ],
    },
    designs: { denoiser: drawn('denoising-mlp', { width: 16, blocks: 1, classes }) },
    blocks: { denoiser: 'denoiser' },
    ...options,
  });
