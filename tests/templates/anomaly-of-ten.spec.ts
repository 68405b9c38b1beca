// Each digit once left out of training, for ten models: half an hour on two cores, so only where it is asked for
// (GENLOOM_LONG_TESTS=1). The template itself leaves out the 1, which surprise alone takes for the most normal digit of all.
import './one-thread.ts';
import { describe, expect, test } from 'vitest';
import { chooseBackend } from '../../main/engine/backends/choose.ts';
import { measure } from '../../main/engine/measure.ts';
import { Session } from '../../main/engine/session.ts';
import { readTemplate } from '../../main/projects/templates.ts';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe.runIf(process.env['GENLOOM_LONG_TESTS'])('a digit that was never seen', () => {
  test(
    'is noticed: the ROC area is at least 0.9 in the mean over the ten',
    { timeout: 7_200_000 },
    async () => {
      const { target, report } = await chooseBackend('auto');
      const areas: number[] = [];
      for (const digit of DIGITS) {
        const { document } = await readTemplate('vae-anomaly-digits');
        const { normal, strange } = document.board.nodes;
        normal!.dials.classes = DIGITS.filter((other) => other !== digit);
        strange!.dials.formula = `exp(-50 * (y - ${digit})^2)`;
        const session = await Session.open(document, target, report.fingerprint);
        try {
          while (!session.finished) await session.step();
          const measured = await measure(session);
          console.info(
            digit,
            measured['by-surprise area'],
            measured['by-doubt area'],
            measured['by-both area'],
          );
          areas.push(measured['by-both area']!);
        } finally {
          session.dispose();
        }
      }
      expect(areas.reduce((sum, area) => sum + area, 0) / areas.length).toBeGreaterThan(0.9);
    },
  );
});
