import type { Text } from '../../nodes/alphabet/problem.ts';

/** A page of one heading and one sentence, in both languages: nobody knows yet which one the reader speaks. */
export function page(heading: Text, sentence: Text): string {
  const part = (language: 'en' | 'ko') =>
    `<section lang="${language}"><h1>${escaped(heading[language])}</h1><p>${escaped(sentence[language])}</p></section>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Genloom</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.25rem; margin: 2.5rem 0 0.25rem; }
p { margin: 0; }
</style>
</head>
<body>
<main>${part('en')}${part('ko')}</main>
</body>
</html>
`;
}

/** A page that goes on to the window by itself, as a step of its own: a link on another site would not carry the cookie there. */
export const onwards = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>Genloom</title></head>
<body><main><a href="/">Genloom</a></main></body>
</html>
`;

export const WRONG_TOKEN = page(
  { en: 'This address needs its token', ko: '이 주소에는 토큰이 필요합니다' },
  {
    en: 'Genloom gives itself a new token at every start. Go to the terminal in which it was started and open the whole address that it printed, with everything behind "?token=".',
    ko: 'Genloom은 시작할 때마다 새 토큰을 만듭니다. Genloom을 시작한 터미널에 나온 주소를 "?token=" 뒤까지 모두 여세요.',
  },
);

export const WRONG_HOST = page(
  { en: 'Not by this name', ko: '이 이름으로는 열 수 없습니다' },
  {
    en: 'Genloom does not answer to the name in this address, because strangers could point such names to your machine. Open the address that it printed when it started.',
    ko: '이 주소의 이름으로는 Genloom을 열 수 없습니다. 낯선 사람이 그런 이름을 이 컴퓨터에 연결할 수 있기 때문입니다. Genloom이 시작할 때 알려 준 주소를 여세요.',
  },
);

export const WRONG_METHOD = page(
  { en: 'Nothing is taken here', ko: '여기로는 보낼 수 없습니다' },
  {
    en: 'This address only gives the window; everything else goes through its own connection.',
    ko: '이 주소는 창을 보여 주기만 합니다. 다른 것은 모두 창의 연결로 오갑니다.',
  },
);

export const NOT_THERE = page(
  { en: 'There is nothing here', ko: '여기에는 아무것도 없습니다' },
  {
    en: 'Genloom has no page of that name. If it was updated meanwhile, reload its window.',
    ko: 'Genloom에 그런 페이지가 없습니다. 그 사이에 업데이트되었다면 창을 새로 고치세요.',
  },
);

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);
}
