import type { Streams } from './console.ts';

/** Signals that ask a process to stop. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The streams of this process. */
export function processStreams(environment: NodeJS.ProcessEnv = process.env): Streams {
  let gone = false;
  const stops = new Set<() => void>();
  // Whoever read the results went away (`| head`): nothing more is written, and what goes on is asked to stop.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (stream !== process.stdout) return;
      gone = true;
      for (const stop of stops) stop();
    });
  return {
    out: (text) => void (gone || process.stdout.write(text)),
    error: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY,
    columns: () => process.stderr.columns || 80,
    program: environment['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'npx genloom',
    onStop(listener) {
      // Once: without a listener the second signal ends the process at once, even within a native call.
      const release = () => {
        stops.delete(listener);
        for (const signal of SIGNALS) process.off(signal, once);
      };
      const once = () => {
        release();
        listener();
      };
      stops.add(listener);
      for (const signal of SIGNALS) process.once(signal, once);
      return release;
    },
  };
}
