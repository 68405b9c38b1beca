// An export in a process of its own: it computes for seconds, and loads libraries that nobody else here needs.
import { textOf, type Text } from '../../nodes/alphabet/problem.ts';
import { sameShape } from '../../nodes/alphabet/shape.ts';
import { compile } from '../../nodes/graph/compile.ts';
import { readDocument } from '../../nodes/graph/document.ts';
import { trainedWeights } from '../engine/trained-weights.ts';
import { readWeightsFile, type WeightsFile } from '../engine/weights-file.ts';
import { exportModel } from '../exporters/catalogue.ts';
import { notTrained } from './sentences.ts';

/** What is exported, and where to. */
export interface ExportOrder {
  readonly name: string;
  readonly text: string;
  readonly weights: WeightsFile;
  readonly format: string;
  readonly folder: string;
}

/** How it went. */
export type ExportAnswer = { readonly files: readonly string[] } | { readonly problem: Text };

process.once('message', (order: ExportOrder) => {
  void carryOut(order)
    .catch((error: unknown): ExportAnswer => ({ problem: textOf(error) }))
    .then((answer) => process.send?.(answer, () => process.exit(0)));
});

async function carryOut({ name, text, weights, format, folder }: ExportOrder): Promise<ExportAnswer> {
  const document = readDocument(text, name);
  const { variables } = compile(document);
  const { variables: offered, vocabularies } = await readWeightsFile(weights);
  const wanted = [...variables.values()].filter(({ role }) => role === 'weight' || role === 'state');
  const lacking = wanted.filter(
    ({ name: weight, type }) => !sameShape(offered.get(weight)?.shape ?? [], type.shape),
  );
  if (lacking.length > 0) throw notTrained(name, lacking.length, lacking[0]!.name);
  const { files } = await exportModel(
    format,
    { document, weights: trainedWeights(variables, offered), ...(vocabularies ? { vocabularies } : {}) },
    folder,
  );
  return { files };
}
