import { textOf } from '../../nodes/alphabet/problem.ts';
import { firstCommands } from '../commands/first.ts';
import { registerCommands } from '../commands/registry.ts';
import type { ConnectionStatus, Studio } from '../connection/connect.ts';
import { chooseLanguage, type Language } from '../language/texts.ts';
import { notify, notifyProblem } from '../parts/notify.ts';
import { changeConnection } from '../state/connection.ts';
import {
  keep,
  keepEditsSafe,
  keepInBrowser,
  openAgain,
  openRemembered,
  rememberOpen,
  wouldLose,
} from '../state/project.ts';
import { useRun } from '../state/run.ts';
import { useSettings } from '../state/settings.ts';
import { setMachine } from '../state/studio.ts';
import { listenToKeys } from './keyboard.ts';
import { hearNews } from './news.ts';

/** The language that was chosen, else that of the system. */
const languageWanted = (): Language =>
  useSettings.getState().language ?? (navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en');

/** Puts the language on the page and keeps it there. */
export async function applyLanguage(): Promise<void> {
  useSettings.subscribe((now, before) => {
    if (now.language !== before.language) void chooseLanguage(languageWanted());
  });
  await chooseLanguage(languageWanted());
}

/** Connects the window's state with a machine, and brings it to life. */
export function start(studio: Studio): void {
  setMachine(studio);
  registerCommands(firstCommands, notifyProblem, notify);
  listenToKeys();
  keepEditsSafe();
  rememberOpen();
  guardClosing();
  studio.onNews(hearNews);
  studio.onTrouble(notifyProblem);
  studio.onStatus((status) => takeStatus(studio, status));
  takeStatus(studio, studio.status);
}

let acquainted = false;

function takeStatus(studio: Studio, status: ConnectionStatus): void {
  if (status.is === 'connected') void greet(studio);
  else if (status.is === 'gone') changeConnection({ status: 'refused', why: status.why });
  else changeConnection({ status: acquainted ? 'away' : 'connecting', why: status.why });
}

/** Meets the machine: for the first time, or again after it was away. */
async function greet(studio: Studio): Promise<void> {
  try {
    const [hello, engine] = await Promise.all([studio.call('hello', {}), studio.call('engine', {})]);
    useRun.setState({ engine });
    changeConnection({ status: 'connected', why: null, hello });
    const again = acquainted;
    acquainted = true;
    await (again ? openAgain() : openRemembered());
  } catch (error) {
    notifyProblem(textOf(error));
  }
}

/** The browser keeps what the machine has not got yet; it asks only where nobody could. */
function guardClosing(): void {
  window.addEventListener('beforeunload', (event) => {
    const kept = keepInBrowser();
    if (!kept && wouldLose()) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep();
  });
}
