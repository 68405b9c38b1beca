import { textDial } from '../../../nodes/graph/dials.ts';
import { readDocument, writeDocument, type GraphDocument, type Wire } from '../../../nodes/graph/document.ts';
import { addNode } from '../../../renderer/edits/add-node.ts';
import { addFromRecipe, anotherBlock, callAgain } from '../../../renderer/edits/blocks.ts';
import { copyNodes, duplicateNodes, pasteNodes } from '../../../renderer/edits/fragment.ts';
import { renameNode, setDial, toggleOff } from '../../../renderer/edits/nodes.ts';
import { packNodes, unpackCall } from '../../../renderer/edits/pack.ts';
import { editGraph, siteNow, type Site } from '../../../renderer/edits/site.ts';
import { connect, insertIntoWire, removeNodes, removeWires } from '../../../renderer/edits/wires.ts';
import { enter, openDocument, redo, undo, useDocument, wireKey } from '../../../renderer/state/document.ts';
import { smallVae } from '../../documents.ts';

const label = { en: 'Edit', ko: '편집' };
const end = (text: string) => {
  const [node, port] = text.split('.') as [string, string];
  return { node, port };
};

/** Edits as a person would tell of them: `hand().add('kl-divergence').wire('encode.mean', 'kl-divergence.mean').undo()`. */
export class Hand {
  /** Ids of what the last deed made. */
  made: readonly string[] = [];

  constructor(document: GraphDocument = smallVae()) {
    openDocument(document);
  }

  get document(): GraphDocument {
    return useDocument.getState().document!;
  }
  get site(): Site {
    return siteNow()!;
  }
  /** Wires as `a.x > b.y`. */
  get wires(): string[] {
    return this.site.graph.wires.map(wireKey);
  }
  get ids(): string[] {
    return Object.keys(this.site.graph.nodes);
  }
  /** Id of the block that a card calls. */
  blockOf(id: string): string {
    return textDial(this.site.graph.nodes[id] ?? { dials: {} }, 'block', '');
  }
  /** The document as a file. */
  get text(): string {
    return writeDocument(this.document);
  }

  #edit(change: (site: Site) => readonly string[] | string | null | void): this {
    editGraph(label, (site) => {
      this.made = [change(site) ?? []].flat();
    });
    return this;
  }

  add = (kind: string, at = { x: 0, y: 0 }) => this.#edit((site) => addNode(site, kind, at));
  addRecipe = (kind: string, name: string) =>
    this.#edit((site) => addFromRecipe(site, kind, name, { x: 0, y: 0 }));
  wire = (from: string, to: string) => this.#edit((site) => connect(site, end(from), end(to)));
  cut = (key: string) =>
    this.#edit((site) =>
      removeWires(
        site,
        site.graph.wires.filter((wire) => wireKey(wire) === key),
      ),
    );
  delete = (...ids: string[]) => this.#edit((site) => removeNodes(site, ids));
  duplicate = (...ids: string[]) => this.#edit((site) => duplicateNodes(site, ids));
  rename = (id: string, name: string) => this.#edit(({ graph }) => renameNode(graph, id, name));
  turn = (id: string, dial: string, value: Parameters<typeof setDial>[3]) =>
    this.#edit((site) => setDial(site, id, dial, value));
  switchOff = (...ids: string[]) => this.#edit(({ graph }) => toggleOff(graph, ids));
  callAgain = (id: string) => this.#edit((site) => callAgain(site, id));
  newBlock = (id: string, design: 'shared' | 'own') => this.#edit((site) => anotherBlock(site, id, design));
  pack = (name: string, ...ids: string[]) => this.#edit((site) => packNodes(site, ids, name));
  unpack = (id: string) => this.#edit((site) => unpackCall(site, id));
  putOnWire = (id: string, wire: Wire) => this.#edit((site) => void insertIntoWire(site, id, wire));
  copy = (...ids: string[]) => copyNodes(this.site, ids);
  paste = (text: string) => this.#edit((site) => pasteNodes(site, text, { x: 400, y: 400 }));

  enter(call: string, design: string): this {
    enter([...useDocument.getState().path, { node: call, design }]);
    return this;
  }
  leave(): this {
    enter(useDocument.getState().path.slice(0, -1));
    return this;
  }
  undo(): this {
    undo();
    return this;
  }
  redo(): this {
    redo();
    return this;
  }
}

/** What must hold of every document, whatever was done to it. @throws where it does not */
export function mustBeSound(document: GraphDocument): void {
  readDocument(writeDocument(document), 'the document');
  for (const [where, graph] of [['board', document.board] as const, ...Object.entries(document.designs)]) {
    const seen = new Set<string>();
    for (const wire of graph.wires) {
      const key = `${wire.to.node}.${wire.to.port}.${wire.to.name ?? wire.from.node}`;
      if (!(wire.from.node in graph.nodes) || !(wire.to.node in graph.nodes))
        throw new Error(`${where}: a wire to nothing, ${wireKey(wire)}`);
      if (seen.has(key)) throw new Error(`${where}: two wires called ${key}`);
      seen.add(key);
    }
  }
  for (const { design } of Object.values(document.blocks))
    if (!(design in document.designs)) throw new Error(`no design ${design}`);
}
