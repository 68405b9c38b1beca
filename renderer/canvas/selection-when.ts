import type { Text } from '../../nodes/alphabet/problem.ts';
import { projectIsOpen, projectIsOurs } from '../commands/when.ts';
import { designCalledBy } from '../edits/nodes.ts';
import { siteNow } from '../edits/site.ts';
import { useDocument } from '../state/document.ts';
import { flowNow } from './canvas-state.ts';
import { chosenFrames } from './frame-gestures.ts';
import { keysOf } from './pieces.ts';

/** When commands of the canvas can be done: `true`, or why not. */

const NO_CANVAS: Text = { en: 'The canvas is not on the screen.', ko: '캔버스가 화면에 없어요.' };
const NO_CARD: Text = { en: 'Select a card first.', ko: '먼저 카드를 고르세요.' };
const NOTHING: Text = { en: 'Select cards or wires first.', ko: '먼저 카드나 연결을 고르세요.' };
const ONE_CARD: Text = { en: 'Select one card, and only one.', ko: '카드를 하나만 고르세요.' };
const ONE_CALL: Text = {
  en: 'Select one card that calls a block.',
  ko: '블록을 호출하는 카드를 하나 고르세요.',
};
const NO_FRAME: Text = {
  en: 'Select a frame first, or a card in one.',
  ko: '먼저 틀이나 틀 안의 카드를 고르세요.',
};
const ON_BOARD: Text = { en: 'You are on the board already.', ko: '이미 보드에 있어요.' };

export function canvasIsThere(): true | Text {
  const open = projectIsOpen();
  return open === true && !flowNow() ? NO_CANVAS : open;
}

export function canvasIsOurs(): true | Text {
  const ours = projectIsOurs();
  return ours === true ? canvasIsThere() : ours;
}

/** The first reason not to. */
const all = (...reasons: readonly (true | Text)[]): true | Text =>
  reasons.find((reason) => reason !== true) ?? true;

const selection = () => useDocument.getState().selection;

const someCard = (): true | Text =>
  selection().nodes.length + selection().frames.length > 0 ? true : NO_CARD;
export const cardsSelected = (): true | Text => all(projectIsOurs(), someCard());
export const cardsSelectedToRead = (): true | Text => all(projectIsOpen(), someCard());
export const somethingSelected = (): true | Text =>
  all(projectIsOurs(), Object.values(selection()).some(({ length }) => length > 0) ? true : NOTHING);
export const onePieceSelected = (): true | Text =>
  all(projectIsOurs(), keysOf(selection()).length === 1 ? true : ONE_CARD);
/** For deeds about frames: one of them, or a card in one. */
export const framesSelected = (): true | Text =>
  all(projectIsOurs(), chosenFrames().length > 0 ? true : NO_FRAME);
export const oneCardSelected = (): true | Text =>
  all(projectIsOurs(), selection().nodes.length === 1 ? true : ONE_CARD);

export function oneCallSelected(): true | Text {
  const ours = projectIsOurs();
  const site = siteNow();
  const [id, ...others] = selection().nodes;
  if (ours !== true || !site) return ours;
  if (id === undefined || others.length > 0) return ONE_CALL;
  return designCalledBy(site.document, site.graph, id) === null ? ONE_CALL : true;
}

export const insideDesign = (): true | Text =>
  all(projectIsOpen(), useDocument.getState().path.length > 0 ? true : ON_BOARD);
