// What set-up says to people while they wait: sentences, and progress with time left. All of it on stderr, or as JSON to a window.

/**
 * @typedef {string | { readonly en: string, readonly ko: string }} Words English alone where only a terminal hears them
 *
 * @typedef {object} Progress
 * @property {(done: number) => void} at bytes done so far
 * @property {() => void} end
 *
 * @typedef {object} Tell
 * @property {(line: Words) => void} say
 * @property {(label: Words, total: number | null, begun?: number) => Progress} progress `begun`: bytes that were there already
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
  const say = (/** @type {Words} */ line) => void stream.write(`${inEnglish(line)}\n`);
  return {
    say,
    progress(words, total, begun = 0) {
      const label = inEnglish(words);
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

/**
 * @typedef {object} Arranging what a window shows of it; `null` where nobody knows
 * @property {{ en: string, ko: string }} doing
 * @property {number} megabytes
 * @property {number | null} megabytesInAll
 * @property {number | null} secondsLeft
 */

/** Between two reports to a window (ms). */
const REPORT_EVERY = 250;

/**
 * Tells a window.
 * @param {(arranging: Arranging) => void} report
 * @param {() => number} now milliseconds
 * @returns {Tell}
 */
export function tellTo(report, now = Date.now) {
  return {
    say: (line) => report({ doing: inBoth(line), megabytes: 0, megabytesInAll: null, secondsLeft: null }),
    progress(label, total, begun = 0) {
      const start = now();
      let reported = -Infinity;
      const reportAt = (/** @type {number} */ bytes) => {
        const seconds = (now() - start) / 1000;
        const rate = seconds > 0.5 ? (bytes - begun) / seconds : 0;
        report({
          doing: inBoth(label),
          megabytes: bytes / 1e6,
          megabytesInAll: total === null ? null : total / 1e6,
          secondsLeft: total !== null && rate > 0 ? (total - bytes) / rate : null,
        });
      };
      reportAt(begun);
      return {
        at(bytes) {
          if (now() - reported < REPORT_EVERY) return;
          reported = now();
          reportAt(bytes);
        },
        end() {},
      };
    },
  };
}

/** @param {Words} words */
const inEnglish = (words) => (typeof words === 'string' ? words : words.en);

/** @param {Words} words */
const inBoth = (words) => (typeof words === 'string' ? { en: words, ko: words } : words);

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
