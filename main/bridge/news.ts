import type { StudioNews } from './contract.ts';

/** Reports of progress that wait at most. Beyond it every other one goes: the curves of a window that slept for hours have fewer points. */
const REPORTS = 20_000;

let commands = 0;

/** News with the same key replace each other while a window has not taken the older ones. */
export function keyOf(news: StudioNews): string {
  switch (news.kind) {
    case 'engine':
      return 'engine';
    case 'progress':
      return `progress/${news.project}/${news.run}`;
    case 'look':
      return `look/${news.project}/${news.node}`;
    // That it is over replaces the last turn.
    case 'turn':
    case 'turns over':
      return `turn/${news.project}/${news.of}`;
    case 'checkpoint':
      return `checkpoint/${news.project}/${news.run}/${news.step}`;
    case 'warning':
      return `warning/${news.project}/${news.node}.${news.number}`;
    case 'restarted':
    case 'taken over':
    case 'edited':
      return `${news.kind}/${news.project}`;
    case 'open file':
      return `open file/${news.file}`;
    case 'command':
      // Undo and undo again are two.
      return `command/${++commands}`;
  }
}

/** The newer one, but no report of progress is lost. */
export function merge(waiting: StudioNews, next: StudioNews): StudioNews {
  if (waiting.kind !== 'progress' || next.kind !== 'progress') return next;
  const reports = [...waiting.reports, ...next.reports];
  return { ...next, reports: reports.length > REPORTS ? everyOther(reports) : reports };
}

/** The last one stays. */
const everyOther = <T>(list: readonly T[]): T[] =>
  list.filter((_, index) => (list.length - 1 - index) % 2 === 0);
