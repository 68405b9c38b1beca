import type { Tensor } from '../alphabet/operation.ts';
import { Problem, type Text } from '../alphabet/problem.ts';
import type { Shape } from '../alphabet/shape.ts';
import { catalogue } from '../catalogue.ts';
import type { Carried, InputPort, Meaning, Named } from '../port.ts';
import type { NodeDefinition } from '../contract.ts';
import { Trace } from '../program/trace.ts';
import { makeContext } from './context.ts';
import { resolveDials } from './dials.ts';
import type { Graph, GraphNode, Wire } from './document.ts';
import { portTitle, titleIn } from './node-title.ts';
import { portsOf, type Ports } from './ports.ts';
import { Blocked, type GraphProblem, type Place } from './problems.ts';
import type { BuiltNode, Builder, PortValues, Scope, SliceSettings, WireValue } from './scope.ts';
import { Variables } from './variables.ts';
import { wiresByTarget } from './wires-by-target.ts';

/** Evaluates the part of a board that somebody asks for, writing it into a trace. Each node is built once. */
export class Slice implements Builder {
  readonly settings: SliceSettings;
  readonly board: Scope;
  readonly problems: GraphProblem[] = [];
  /** In the order they were built. */
  readonly built: BuiltNode[] = [];
  loop: Builder['loop'] = null;
  readonly #meanings = new Map<number, Meaning>();
  /** A document may be changed once this slice is done, so what was found in its graphs is kept no longer. */
  readonly #wires = new Map<readonly Wire[], ReadonlyMap<string, readonly Wire[]>>();

  constructor(settings: SliceSettings) {
    this.settings = settings;
    this.board = {
      graph: settings.document.board,
      path: '',
      owner: null,
      arguments: {},
      mode: settings.mode,
      averaged: settings.averaged,
      designs: [],
      done: new Map(),
      open: new Set(),
    };
  }

  /** The outputs of a node of the board. @throws Blocked where a problem stands in the way; it is among `problems` */
  node(id: string): PortValues {
    return this.build(this.board, id);
  }

  /** The value that arrives at an input of a node of the board. */
  arriving(id: string, port: string): WireValue | undefined {
    const wire = this.board.graph.wires.find(({ to }) => to.node === id && to.port === port);
    return wire && this.build(this.board, wire.from.node)[wire.from.port];
  }

  shapeAtCall(block: string, input: string): Shape | null {
    // What is written to know a shape is no part of this program.
    const { recall: _, ...settings } = this.settings;
    for (const [id, node] of Object.entries(this.board.graph.nodes)) {
      if (catalogue.get(node.kind)?.role !== 'call' || node.dials['block'] !== block) continue;
      const aside = new Slice({
        ...settings,
        trace: new Trace(),
        variables: new Variables(),
        mode: 'training',
      });
      try {
        const value = aside.arriving(id, input);
        if (value && 'trace' in value) return value.shape;
      } catch (error) {
        if (!(error instanceof Blocked)) throw error;
      }
    }
    return null;
  }

  meaningOf(tensor: Tensor): Meaning {
    return this.#meanings.get(tensor.id) ?? { kind: 'any' };
  }

  means(tensor: Tensor, meaning: Meaning): Tensor {
    this.#meanings.set(tensor.id, meaning);
    return tensor;
  }

  /** Notes a problem and stops what depends on it. */
  refuse(place: Place, problem: Problem): never {
    const known = this.problems.some(
      (other) => other.text.en === problem.text.en && JSON.stringify(other.place) === JSON.stringify(place),
    );
    if (!known) this.problems.push({ severity: 'error', place, text: problem.text });
    throw new Blocked(problem.message);
  }

  /** The outputs of a node of a scope, built now if it was not yet. */
  build(scope: Scope, id: string): PortValues {
    const done = scope.done.get(id);
    if (done) return done;
    const place: Place = { path: scope.path, node: id };
    const node = scope.graph.nodes[id];
    if (!node) throw new Blocked(`no node ${id}`);
    // The wiring tells of every loop; here it must only end.
    if (scope.open.has(id)) throw new Blocked(`the wires form a loop through ${id}`);
    scope.open.add(id);
    try {
      const outputs = this.#guard(place, () => this.#write(scope, id, node, place));
      scope.done.set(id, outputs);
      return outputs;
    } finally {
      scope.open.delete(id);
    }
  }

  #write(scope: Scope, id: string, node: GraphNode, place: Place): PortValues {
    const definition = catalogue.get(node.kind);
    if (!definition)
      throw new Problem(
        `This Genloom does not know the kind '${node.kind}'. The node is kept as it is; update Genloom, or replace the node.`,
        `이 Genloom은 '${node.kind}' 종류를 모릅니다. 노드는 그대로 보존됩니다. Genloom을 업데이트하거나 노드를 바꾸세요.`,
      );
    if (!definition.places.includes(scope.owner === null ? 'board' : 'design'))
      throw new Problem(
        `'${node.kind}' cannot stand ${scope.owner === null ? 'on the board; put it into a design' : 'inside a design; put it on the board'}.`,
        `'${node.kind}'은(는) ${scope.owner === null ? '보드에 둘 수 없습니다. 설계 안에 두세요' : '설계 안에 둘 수 없습니다. 보드에 두세요'}.`,
      );
    const ports = portsOf(this.settings.document, scope.graph, id);
    const { values, wired, waits } = this.#inputs(scope, id, node, ports);
    // What is made of an optional input that this call leaves open is not there either.
    if (waits) return {};
    // A loss that is switched off leaves its sum; everything else hands its input on.
    if (node.off) return definition.family === 'losses' ? {} : passThrough(ports, values);
    const dials = resolveDials(definition.dials, node.dials);
    (definition as NodeDefinition).check?.(dials);
    const write = (): PortValues => {
      const context = makeContext(this, scope, id, dials);
      const made = this.settings.trace.from({ path: scope.path, node: id }, () =>
        definition.build(this.settings.trace.ops, values as never, dials as never, context),
      ) as PortValues;
      for (const [port, value] of Object.entries(made)) {
        const meaning = ports.outputs[port]?.meaning;
        if (meaning && value && 'trace' in value && !this.#meanings.has(value.id)) this.means(value, meaning);
      }
      return made;
    };
    const { recall } = this.settings;
    const outputs =
      recall && scope === this.board ? recall({ id, kind: node.kind, dials, values }, write) : write();
    this.built.push({ path: place.path, node: id, kind: node.kind, inputs: wired, outputs });
    return outputs;
  }

  #wiresInto({ wires }: Scope['graph'], node: string): readonly Wire[] {
    let byNode = this.#wires.get(wires);
    if (!byNode) this.#wires.set(wires, (byNode = wiresByTarget(wires)));
    return byNode.get(node) ?? [];
  }

  #inputs(scope: Scope, id: string, node: GraphNode, ports: Ports) {
    const values: Record<string, WireValue | readonly Named<WireValue>[] | undefined> = {};
    const wired: BuiltNode['inputs'][number][] = [];
    const arrivingHere = this.#wiresInto(scope.graph, id);
    let waits = false;
    for (const [port, declared] of Object.entries(ports.inputs)) {
      const wires = arrivingHere.filter(({ to }) => to.port === port);
      const arriving: Named<WireValue>[] = [];
      for (const wire of wires) {
        const value = this.#follow(scope, wire);
        if (value === undefined) continue;
        arriving.push({ name: wire.to.name ?? wire.from.node, value });
        wired.push({ port, from: wire.from, ...(wire.to.name === undefined ? {} : { name: wire.to.name }) });
        this.#guard({ path: scope.path, node: id, port }, () =>
          mustCarry(declared.takes ?? 'tensor', value, declared.title),
        );
      }
      values[port] = declared.several ? arriving : arriving[0]?.value;
      if (arriving.length > 0 || declared.optional || node.off) continue;
      if (wires.length > 0 && scope.owner !== null) waits = true;
      else
        this.refuse(
          { path: scope.path, node: id, port },
          this.#nothingArrives(scope.graph, id, declared, wires[0]),
        );
    }
    return { values, wired, waits };
  }

  #follow(scope: Scope, wire: Wire): WireValue | undefined {
    const outputs = this.build(scope, wire.from.node);
    if (!(wire.from.port in outputs) && !scope.graph.nodes[wire.from.node]?.off) {
      const known = Object.keys(portsOf(this.settings.document, scope.graph, wire.from.node).outputs);
      if (known.includes(wire.from.port)) return undefined;
      const card = titleIn(this.settings.document, scope.graph, wire.from.node);
      this.refuse(
        { path: scope.path, node: wire.from.node, port: wire.from.port },
        new Problem(
          `'${card.en}' has no output '${wire.from.port}'; it has ${known.join(', ') || 'none'}. Wire one of those.`,
          `'${card.ko}'에는 출력 '${wire.from.port}'이(가) 없습니다. 있는 출력: ${known.join(', ') || '없음'}.`,
        ),
      );
    }
    return outputs[wire.from.port];
  }

  #nothingArrives(graph: Graph, id: string, { title }: InputPort, wire: Wire | undefined): Problem {
    const { document } = this.settings;
    const name = titleIn(document, graph, id);
    if (!wire)
      return new Problem(
        `'${name.en}' needs a wire into '${title.en}'.`,
        `'${name.ko}'의 '${title.ko}' 포트에 연결이 필요합니다.`,
      );
    const from = titleIn(document, graph, wire.from.node);
    const port = portTitle(document, graph, wire.from);
    return new Problem(
      `'${name.en}' needs '${port.en}' of '${from.en}', which is not there: that call leaves an input open that it is made of, or '${from.en}' is switched off. Wire that input, or switch it on.`,
      `'${name.ko}'에는 '${from.ko}'의 '${port.ko}'이(가) 필요한데 값이 없습니다. 그 값을 만드는 데 쓰이는 입력이 비어 있거나 '${from.ko}'이(가) 꺼져 있습니다. 입력을 연결하거나 켜세요.`,
    );
  }

  #guard<T>(place: Place, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof Problem) this.refuse(place, error);
      throw error;
    }
  }
}

/** A node that is switched off hands its first tensor on. */
function passThrough(ports: Ports, values: Readonly<Record<string, unknown>>): PortValues {
  const first = Object.values(values).find(
    (value) => typeof value === 'object' && value !== null && 'trace' in value,
  );
  const outputs = Object.keys(ports.outputs);
  return first && outputs.length > 0 ? { [outputs[0]!]: first as Tensor } : {};
}

/** What the kinds of wire are called, and where such a wire begins. */
const CARRIED: Readonly<Record<keyof Carried, { readonly what: Text; readonly from: Text }>> = {
  tensor: {
    what: { en: 'a tensor', ko: '텐서' },
    from: { en: 'an output with numbers', ko: '수를 내는 출력' },
  },
  block: {
    what: { en: 'a block (the network itself)', ko: '블록(네트워크 자체)' },
    from: { en: "a call's block output", ko: '호출의 블록 출력' },
  },
  schedule: {
    what: { en: 'a noise schedule', ko: '노이즈 스케줄' },
    from: { en: 'the output of a noise schedule', ko: '노이즈 스케줄의 출력' },
  },
};

function mustCarry(takes: keyof Carried, value: WireValue, title: Text): void {
  const carries = 'trace' in value ? 'tensor' : 'process' in value ? 'schedule' : 'block';
  if (carries === takes) return;
  const [wanted, found] = [CARRIED[takes], CARRIED[carries]];
  throw new Problem(
    `'${title.en}' takes ${wanted.what.en}; the wire carries ${found.what.en}. Wire ${wanted.from.en} instead.`,
    `'${title.ko}' 포트에는 ${wanted.what.ko}이(가) 필요한데 연결에는 ${found.what.ko}이(가) 흐릅니다. ${wanted.from.ko}을(를) 연결하세요.`,
  );
}
