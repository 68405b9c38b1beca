import { textOf } from '../../nodes/alphabet/problem.ts';
import type { StudioNews } from '../../main/bridge/contract.ts';
import { runCommand } from '../commands/registry.ts';
import { notify, notifyProblem } from '../parts/notify.ts';
import { follow, lookOnFromNow, openProject, useProject } from '../state/project.ts';
import { hearRun } from '../state/run.ts';
import { hearTurns } from '../state/turns.ts';

/** Takes in what the machine tells without being asked. */
export function hearNews(news: StudioNews): void {
  const project = useProject.getState().open?.project ?? null;
  hearRun(news, project);
  hearTurns(news, project);
  switch (news.kind) {
    case 'restarted': {
      if (news.project !== project) return;
      const { step, why } = news;
      return notify({
        en: `The engine was started again and goes on from step ${step}. ${why.en}`,
        ko: `엔진이 다시 시작되어 ${step}스텝부터 이어져요. ${why.ko}`,
      });
    }
    case 'warning':
      if (news.project === project) notifyProblem(news.text);
      return;
    case 'taken over':
      return lookOnFromNow(news.project);
    case 'edited':
      return follow(news);
    case 'open file':
      return void openProject(news.file).catch((error: unknown) => notifyProblem(textOf(error)));
    case 'command':
      return void runCommand(news.command);
    default:
  }
}
