import { decodeCheckpoint, type Checkpoint } from '../../../main/engine/checkpoint.ts';
import { RunFolder } from '../../../main/projects/run-folder.ts';

/** The last checkpoint of a run. */
export async function lastCheckpoint(folder: string): Promise<Checkpoint> {
  const { run } = await RunFolder.open(folder);
  const { bytes, file } = await run.readCheckpoint((await run.checkpoints()).at(-1)!);
  return decodeCheckpoint(bytes, file);
}

/** Every tensor of the last checkpoint of a run, as bytes in hexadecimal: equal to the bit or not at all. */
export async function lastTensors(folder: string): Promise<Record<string, string>> {
  const { variables } = await lastCheckpoint(folder);
  return Object.fromEntries(
    [...variables].map(([name, { data }]) => [
      name,
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex'),
    ]),
  );
}
