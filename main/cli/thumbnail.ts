import type { Picture } from '../../nodes/finding.ts';
import type { Look } from '../../nodes/graph/compiled.ts';
import { mosaic } from '../datasets/mosaic.ts';
import { planePicture } from '../datasets/plane-picture.ts';
import { writePng } from '../datasets/png.ts';
import { textPicture } from '../datasets/text-picture.ts';
import type { Session } from '../engine/session.ts';

/** Pictures of a thumbnail: columns and rows. */
const COLUMNS = 8;
const ROWS = 4;
/** Pixels of a square of the plane. */
const SIDE = 256;

/** Data, then samples, then what else a view shows. */
const CLOUDS = [
  [88, 180, 232],
  [229, 168, 59],
  [53, 181, 138],
] as const;
const GROUND = [74, 66, 110] as const;

/** Writes what a template shows of itself: the samples of its first grid, its first texts, or of its first points over their ground. */
export async function writeThumbnail(session: Session, file: string): Promise<void> {
  const { looks, entries } = session.compiled;
  const asks = ({ entry }: Look) =>
    entries.get(entry)!.program.feeds.some(({ source }) => source.kind === 'input');
  const show = async (kind: string): Promise<Picture | undefined> => {
    const alike = looks.filter(({ definition }) => definition.kind === kind);
    // Where a person asks, one wish is drawn again and again; what data asks for is of every sort.
    const look = alike.find((one) => !asks(one)) ?? alike[0];
    return look && (await session.look(look)).picture;
  };
  const texts = async () => {
    const written = await show('text-samples');
    return written?.form === 'texts' ? written.texts : null;
  };
  // What writes of pictures shows what it writes.
  const writes = writesText(session) ? await texts() : null;
  if (writes) return writePng(file, await textPicture(writes));
  const grid = await show('image-grid');
  if (grid?.form === 'images') return writePng(file, tile(grid), 2);
  const written = await texts();
  if (written) return writePng(file, await textPicture(written));
  const points = await show('points');
  if (points?.form !== 'points') return;
  const field = await show('density-map');
  await writePng(file, plane(points, field?.form === 'field' ? field : undefined));
}

/** Whether the first output of the board is text. */
function writesText({ compiled: { outputs, entries } }: Session): boolean {
  const [first] = outputs;
  return first !== undefined && entries.get(first[1])?.meanings[first[0]]?.kind === 'tokens';
}

function tile({ images, range }: Picture & { form: 'images' }) {
  const count = Math.min(COLUMNS * ROWS, images.shape[0]!);
  const size = images.data.length / images.shape[0]!;
  const values = Float32Array.from(images.data.subarray(0, count * size));
  return mosaic(values, [count, ...images.shape.slice(1)], COLUMNS, range);
}

function plane({ points, labels }: Picture & { form: 'points' }, field?: Picture & { form: 'field' }) {
  const reach = Array.from(points.data).reduce((most, x) => Math.max(most, Math.abs(x) || 0), 0);
  const span = field?.span ?? 1.1 * (reach || 1);
  const of = (cloud: number) =>
    Array.from(points.data).filter((_, i) => (labels?.data[i >> 1] ?? 0) % CLOUDS.length === cloud);
  const values = field?.values;
  return planePicture(
    span,
    SIDE,
    CLOUDS.map((colour, cloud) => ({ points: of(cloud), colour })),
    values && {
      values: values.data,
      columns: values.shape[1]!,
      range: field.range ?? [0, 1],
      colour: GROUND,
    },
  );
}
