import { Problem } from '../../nodes/alphabet/problem.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import type { Dial } from '../../nodes/dial.ts';
import { checkDial } from '../../nodes/graph/dials.ts';
import type { DialValue, GraphDocument } from '../../nodes/graph/document.ts';
import { UsageError } from './errors.ts';
import { didYouMean } from './suggest.ts';

/** One `--set node.dial=value`. */
export interface Setting {
  /** Node or phase. */
  readonly of: string;
  /** Dial; of a dial with a number for each wire, `weights.kl`. */
  readonly dial: string;
  readonly value: string;
}

/** @throws UsageError where it is not of that form */
export function readSetting(text: string): Setting {
  const [, of, dial, value] = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text) ?? [];
  if (of === undefined || dial === undefined || value === undefined)
    throw new UsageError(
      `--set takes node.dial=value, such as optimizer.learningRate=0.001; '${text}' was given.`,
      `--set에는 optimizer.learningRate=0.001처럼 노드.다이얼=값을 씁니다. '${text}'이(가) 주어졌습니다.`,
    );
  return { of, dial, value };
}

/**
 * Sets dials of the board's nodes and the steps of phases.
 * @throws UsageError where there is no such node, phase or dial, or where it does not take that value
 */
export function applySettings(document: GraphDocument, settings: readonly Setting[]): void {
  for (const setting of settings) {
    const phase = document.phases.find(({ name }) => name === setting.of);
    if (!document.board.nodes[setting.of] && phase) phase.steps = stepsOf(setting);
    else {
      const { node, dial, wire } = findDial(document, setting);
      const value = parseDial(setting, dial, wire);
      const [name] = splitDial(setting.dial);
      const before = node.dials[name] ?? dial.default;
      node.dials[name] = (wire === undefined ? value : { ...(before as object), [wire]: value }) as DialValue;
    }
  }
}

/**
 * Dials that may be turned in a run that has begun, as numbers.
 * @throws UsageError for all others: a run trains what it began with
 */
export function liveSettings(
  document: GraphDocument,
  settings: readonly Setting[],
): { readonly node: string; readonly dial: string; readonly value: number }[] {
  return settings.map((setting) => {
    const { dial, wire } = findDial(document, setting);
    const live = (dial.type === 'number' && dial.live) || dial.type === 'weights';
    if (!live)
      throw new UsageError(
        `'${setting.of}.${setting.dial}' cannot be turned in a run that has begun; learning rates and weights of losses can. Train the document anew with it.`,
        `시작한 실행에서는 '${setting.of}.${setting.dial}'을(를) 바꿀 수 없습니다. 학습률과 손실의 가중치는 바꿀 수 있습니다. 그 값으로 문서를 새로 학습하세요.`,
      );
    return { node: setting.of, dial: setting.dial, value: parseDial(setting, dial, wire) as number };
  });
}

function findDial(document: GraphDocument, { of, dial: name }: Setting) {
  const { nodes } = document.board;
  const node = nodes[of];
  if (!node) {
    const known = [...Object.keys(nodes), ...document.phases.map((phase) => phase.name)];
    const meant = didYouMean(of, known);
    throw new UsageError(
      `The board of '${document.name}' has no node or phase '${of}'.${meant.en} It has ${known.join(', ')}.`,
      `'${document.name}'의 보드에 '${of}'(이)라는 노드나 단계가 없습니다.${meant.ko} 있는 것: ${known.join(', ')}.`,
    );
  }
  const [first, wire] = splitDial(name);
  const dials: Readonly<Record<string, Dial>> = catalogue.get(node.kind)?.dials ?? {};
  const dial = dials[first];
  if (!dial) {
    const meant = didYouMean(first, Object.keys(dials));
    const list = Object.keys(dials).join(', ');
    throw new UsageError(
      `'${of}' (${node.kind}) has no dial '${first}'.${meant.en} It has ${list || 'none'}.`,
      `'${of}'(${node.kind})에는 '${first}' 다이얼이 없습니다.${meant.ko} 있는 것: ${list || '없음'}.`,
    );
  }
  const wires = document.board.wires.flatMap(({ from, to }) =>
    to.node === of ? [to.name ?? from.node] : [],
  );
  if (dial.type === 'weights' && (wire === undefined || !wires.includes(wire)))
    throw new UsageError(
      `'${of}.${first}' has a number for each wire: write --set ${of}.${first}.<wire>=<number>, where the wire is ${wires.join(' or ')}.`,
      `'${of}.${first}'에는 연결마다 수가 하나씩 있습니다. --set ${of}.${first}.<연결>=<수>로 쓰세요. 연결: ${wires.join(', ')}.`,
    );
  if (dial.type !== 'weights' && wire !== undefined)
    throw new UsageError(
      `'${of}.${first}' has one value: write --set ${of}.${first}=<value>.`,
      `'${of}.${first}'에는 값이 하나입니다. --set ${of}.${first}=<값>으로 쓰세요.`,
    );
  return { node, dial, wire };
}

/** `weights.kl` is the dial `weights` and the wire `kl`. */
function splitDial(name: string): [dial: string, wire: string | undefined] {
  const at = name.indexOf('.');
  return at < 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)];
}

/** The value as the dial takes it. */
function parseDial(setting: Setting, dial: Dial, wire: string | undefined): DialValue {
  const value = valueOf(setting.value, dial);
  try {
    checkDial(setting.dial, dial, wire === undefined ? value : { [wire]: value as number });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const place = (text: string) => `--set ${setting.of}.${setting.dial}=${setting.value}: ${text}`;
    throw new UsageError(place(error.text.en), place(error.text.ko));
  }
  return value;
}

/** What cannot be understood stays a text, which the dial then refuses. */
function valueOf(text: string, dial: Dial): DialValue {
  switch (dial.type) {
    case 'number':
    case 'weights':
      return numberOf(text);
    case 'numbers': {
      const inner = text.trim().replace(/^\[(.*)\]$/s, '$1');
      return inner === '' ? [] : (inner.split(',').map(numberOf) as number[]);
    }
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'choice':
    case 'text':
      return text;
  }
}

const numberOf = (text: string): number | string =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

function stepsOf({ of, dial, value }: Setting): number {
  if (dial !== 'steps')
    throw new UsageError(
      `The phase '${of}' has no dial '${dial}'; it has steps.`,
      `단계 '${of}'에는 '${dial}' 다이얼이 없습니다. steps가 있습니다.`,
    );
  const steps = numberOf(value);
  if (typeof steps === 'number' && Number.isInteger(steps) && steps >= 1) return steps;
  throw new UsageError(
    `The steps of the phase '${of}' are a whole number of at least 1; '${value}' was given.`,
    `단계 '${of}'의 steps에는 1 이상의 정수를 씁니다. '${value}'이(가) 주어졌습니다.`,
  );
}
