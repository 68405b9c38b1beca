import { availableParallelism } from 'node:os';

/**
 * How many threads TensorFlow shall use: `GENLOOM_THREADS`, else as many as this machine offers. It is told through variables that
 * it reads when it is loaded, so this has no effect afterwards. Without a wish, what was set for TensorFlow itself stands.
 * @throws a sentence where GENLOOM_THREADS is not a whole number from 1 on
 */
export function arrangeThreads(environment: NodeJS.ProcessEnv = process.env): number {
  const wish = environment['GENLOOM_THREADS']?.trim();
  if (wish) {
    if (!/^[1-9]\d{0,3}$/.test(wish))
      throw new Error(
        `GENLOOM_THREADS must be a whole number of threads from 1 to 9999; it is '${wish}'. Set it to another number, or leave it out.`,
      );
    // Within one operation, and operations beside each other.
    environment['TF_NUM_INTRAOP_THREADS'] = wish;
    environment['TF_NUM_INTEROP_THREADS'] = wish;
  }
  return Number(environment['TF_NUM_INTRAOP_THREADS']) || availableParallelism();
}
