// What set-up says to people while they wait: sentences, and progress with time left. All of it on stderr.

/**
 * @typedef {object} Progress
 * @property {(done: number) => void} at bytes done so far
 * @property {() => void} end
 *
 * @typedef {object} Tell
 * @property {(line: string) => void} say
 * @property {(label: string, total: number | null, begun?: number) => Progress} progress `begun`: bytes that were there already
 */

/** Between two lines of progress where lines cannot be rewritten (ms): a log should stay short. */
const LINE_EVERY = 10_000;
/** Between two drawings of the same line on a terminal (ms). */
const DRAW_EVERY = 100;

/**
 * @param {NodeJS.WritableStream & { isTTY?: boolean }} stream
 * @param {() => number} now milliseconds
 * @returns {Tell}
 */
export function tellOn(stream = process.stderr, now = Date.now) {
  const say = (/** @type {string} */ line) => void stream.write(`${line}\n`);
  return {
    say,
    progress(label, total, begun = 0) {
      const start = now();
      let drawn = start;
      let done = begun;
      const line = () => {
        const seconds = (now() - start) / 1000;
        const rate = seconds > 0.5 ? (done - begun) / seconds : 0;
        const left = total !== null && rate > 0 ? `, ${duration((total - done) / rate)} left` : '';
        return `${label}: ${megabytes(done)}${total === null ? '' : ` of ${megabytes(total)}`} MB${left}`;
      };
      return {
        at(bytes) {
          done = bytes;
          if (now() - drawn < (stream.isTTY ? DRAW_EVERY : LINE_EVERY)) return;
          drawn = now();
          if (stream.isTTY) stream.write(`\r\u001b[2K${line()}`);
          else say(line());
        },
        end() {
          if (stream.isTTY) stream.write('\r\u001b[2K');
          say(`${label}: ${megabytes(done)} MB in ${duration((now() - start) / 1000)}`);
        },
      };
    },
  };
}

/** Says nothing. @type {Tell} */
export const silence = { say() {}, progress: () => ({ at() {}, end() {} }) };

/** Whole megabytes, but tenths below ten. @param {number} bytes */
export function megabytes(bytes) {
  const mb = bytes / 1e6;
  return mb < 9.95 ? mb.toFixed(1) : mb.toFixed(0);
}

/** @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
