import { parseArgs } from 'node:util';

export interface Options {
  /** Fewer pairs and steps: enough to see that it runs, not to believe the numbers. */
  readonly quick: boolean;
  /** Only the net of that name. */
  readonly net: string | null;
  /** Only what the window takes, or only what templates do. */
  readonly only: 'window' | 'templates' | null;
  /** Where the results go as JSON; a path from the working folder. Null: the usual place. */
  readonly json: string | null;
}

/** @throws a sentence where the arguments are not those of the bench */
export function readOptions(given: readonly string[], nets: readonly string[]): Options {
  let values;
  try {
    values = parseArgs({
      args: [...given],
      options: {
        quick: { type: 'boolean' },
        net: { type: 'string' },
        window: { type: 'boolean' },
        templates: { type: 'boolean' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message} ${USAGE}`, { cause: error });
  }
  const { quick = false, net = null, window = false, templates = false, json = null } = values;
  if (net !== null && !nets.includes(net))
    throw new Error(`There is no net '${net}'; there are ${nets.join(', ')}. ${USAGE}`);
  if ([window, templates, net !== null].filter(Boolean).length > 1)
    throw new Error(
      `--net, --templates and --window each measure one thing alone: give one of them. ${USAGE}`,
    );
  return { quick, net, only: window ? 'window' : templates ? 'templates' : null, json };
}

const USAGE = 'Usage: npm run bench -- [--quick] [--net <name> | --templates | --window] [--json <file>]';
