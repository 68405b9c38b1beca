import { Problem } from '../../nodes/alphabet/problem.ts';

export const notOpen = (): Problem =>
  new Problem(
    'This project is not open any more. Open it again.',
    '이 프로젝트는 더 이상 열려 있지 않습니다. 다시 여세요.',
  );

export const lookingOn = (name: string): Problem =>
  new Problem(
    `Another window is working on '${name}', and this one looks on. Take it over here first.`,
    `다른 창에서 '${name}'을(를) 편집하고 있고 이 창은 보기만 합니다. 먼저 이 창으로 가져오세요.`,
  );

export const existsAlready = (file: string): Problem =>
  new Problem(
    `There is a file '${file}' already. Say that it shall be replaced, or choose another name.`,
    `'${file}' 파일이 이미 있습니다. 바꾸겠다고 확인하거나 다른 이름을 고르세요.`,
  );

export const openElsewhere = (file: string): Problem =>
  new Problem(
    `'${file}' is open as another project, so it cannot be replaced. Close that one first, or choose another name.`,
    `'${file}'은(는) 다른 프로젝트로 열려 있어 바꿀 수 없습니다. 먼저 닫거나 다른 이름을 고르세요.`,
  );

export const trainsElsewhere = (name: string): Problem =>
  new Problem(
    `'${name}' is being trained, and one model is trained at a time. Pause it first.`,
    `'${name}'을(를) 학습하고 있습니다. 한 번에 한 모델만 학습하니 먼저 일시 정지하세요.`,
  );

export const trainsHere = (name: string): Problem =>
  new Problem(
    `'${name}' is being trained. Pause it first.`,
    `'${name}'을(를) 학습하고 있습니다. 먼저 일시 정지하세요.`,
  );

export const nothingShown = (): Problem =>
  new Problem('No model is open. Open a project first.', '열린 모델이 없습니다. 먼저 프로젝트를 여세요.');

export const noRun = (): Problem =>
  new Problem(
    'Nothing is being trained yet. Press Train first.',
    '아직 학습하고 있는 것이 없습니다. 먼저 학습을 시작하세요.',
  );

export const noSuchRun = (run: string): Problem =>
  new Problem(
    `This project has no run '${run}' any more. Choose one of the list.`,
    `이 프로젝트에는 '${run}' 실행이 더는 없습니다. 목록에서 고르세요.`,
  );

export const noSuchTemplate = (name: string, names: readonly string[]): Problem =>
  new Problem(
    `There is no template '${name}'. The templates are ${names.join(', ')}.`,
    `'${name}' 템플릿이 없습니다. 있는 템플릿: ${names.join(', ')}.`,
  );

export const desktopOnly = (): Problem =>
  new Problem(
    'The dialog of the system is there on the desktop only. Choose a file from the list.',
    '시스템 대화상자는 데스크톱 앱에만 있습니다. 목록에서 파일을 고르세요.',
  );

export const mustNotRead = (document: string, files: readonly string[]): Problem =>
  new Problem(
    `'${document}' wants to read ${files.join(' and ')}, which lies outside of your project folder. Choose that file with the system's dialog, or copy it into the folder, if you trust the document.`,
    `'${document}'이(가) 프로젝트 폴더 밖의 ${files.join(', ')} 파일을 읽으려 합니다. 믿을 수 있는 문서라면 시스템 대화상자로 그 파일을 고르거나 폴더 안으로 복사하세요.`,
  );

export const noSuchFormat = (format: string, formats: readonly string[]): Problem =>
  new Problem(
    `There is no format '${format}'. Genloom exports ${formats.join(', ')}.`,
    `'${format}' 형식이 없습니다. 내보낼 수 있는 형식: ${formats.join(', ')}.`,
  );

export const notTrainedYet = (name: string): Problem =>
  new Problem(
    `'${name}' is not trained yet, so there is nothing to take away. Train it first.`,
    `'${name}'은(는) 아직 학습되지 않아 내보낼 것이 없습니다. 먼저 학습하세요.`,
  );

export const notTrained = (name: string, count: number, first: string): Problem =>
  new Problem(
    `The trained weights of '${name}' lack ${count} that its graph needs now, the first is ${first}. Train the changed graph first.`,
    `'${name}'의 학습된 가중치에는 지금 그래프에 필요한 ${count}개가 없습니다(첫째: ${first}). 바뀐 그래프를 먼저 학습하세요.`,
  );

export const exportEnded = (why: string): Problem =>
  new Problem(
    `The export was stopped (${why}); nothing of it was kept. Try again.`,
    `내보내기가 중단되었습니다(${why}). 남은 것은 없습니다. 다시 시도하세요.`,
  );
