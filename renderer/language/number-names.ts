import type { Text } from '../../nodes/alphabet/problem.ts';

/** What metrics call their numbers, in Korean; signs and symbols are the same everywhere. */
const KOREAN: Readonly<Record<string, string>> = {
  'above the truth': '참값보다 높은 정도',
  accuracy: '정확도',
  active: '쓰이는 차원',
  all: '모두',
  area: '곡선 아래 넓이',
  'bits per character': '글자당 비트',
  'bits per dimension': '차원당 비트',
  'coarse bits': '비트 (거칠게)',
  'coarse distortion': '왜곡 (거칠게)',
  colour: '색',
  coverage: '포괄도',
  covered: '찾은 모드',
  density: '밀도',
  different: '서로 다른 비율',
  distance: '거리',
  error: '오차',
  'exact match': '정확히 일치',
  'fine bits': '비트 (곱게)',
  'fine distortion': '왜곡 (곱게)',
  good: '좋은 비율',
  'good of the data': '데이터의 좋은 비율',
  known: '이미 있던 비율',
  'L_0 (last step)': 'L_0 (마지막 스텝)',
  'L_T (prior)': 'L_T (사전분포)',
  'L_t (steps)': 'L_t (스텝)',
  mean: '평균',
  'middle bits': '비트 (중간)',
  'middle distortion': '왜곡 (중간)',
  'MMD squared': 'MMD 제곱',
  nats: '내트',
  'nats (128 codes)': '내트 (코드 128개)',
  'nats (4 levels)': '내트 (네 단계)',
  'nats (8 bit)': '내트 (8비트)',
  'nats (binary)': '내트 (이진)',
  'nats (density)': '내트 (밀도)',
  'nats per pixel': '픽셀당 내트',
  of: '전체',
  'other class': '다른 클래스',
  parameters: '가중치 수',
  perplexity: '퍼플렉서티',
  place: '자리',
  precision: '정밀도',
  'real to real': '진짜에서 진짜까지',
  recall: '재현율',
  reconstruction: '재구성',
  'right class': '맞는 클래스',
  'same class': '같은 클래스',
  seconds: '초',
  shape: '모양',
  size: '크기',
  steps: '스텝',
  'to real': '진짜까지',
  'told apart': '구별한 비율',
  'top-1': '상위 1',
  'top-1 of captions for a picture': '그림의 캡션 상위 1',
  'top-1 of pictures for a caption': '캡션의 그림 상위 1',
  'top-5': '상위 5',
  used: '쓰인 코드',
};

/** `distance at 10`, `nats (binary), K = 100`: a name, and where it was measured. */
const MEASURED_AT = /^(.+?)(?: at (\S+)|, (K = \d+))$/;

/** How the number of a metric is called in both languages. */
export function numberName(name: string): Text {
  const [, stem = name, at, where] = MEASURED_AT.exec(name) ?? [];
  const ko = KOREAN[name] ?? KOREAN[stem];
  if (ko === undefined) return { en: name, ko: name };
  if (name in KOREAN) return { en: name, ko };
  return { en: name, ko: at === undefined ? `${ko}, ${where}` : `${at}에서 ${ko}` };
}
