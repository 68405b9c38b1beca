import { graphNow, portsOfCard, titleOf, useGraph } from '../canvas/card-state.ts';
import { renameWire } from '../edits/wires.ts';
import { editGraph } from '../edits/site.ts';
import { useText, useTexts } from '../language/texts.ts';
import { CommandButton } from '../parts/command-button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { WireChip } from '../probes/wire-chip.tsx';
import { select, useDocument, wireKey } from '../state/document.ts';
import { inspectorTexts } from './inspector-texts.ts';

/** A wire: from where to where, what it carries, and its name where its port takes several. */
export function WirePanel({ id }: { readonly id: string }) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const wire = useDocument((state) => graphNow(state).wires.find((one) => wireKey(one) === id));
  const source = useDocument((state) => (wire ? graphNow(state).nodes[wire.from.node] : undefined));
  const target = useDocument((state) => (wire ? graphNow(state).nodes[wire.to.node] : undefined));
  const document = useDocument((state) => state.document);
  const graph = useGraph();
  if (!wire || !source || !target || !document) return null;
  const out = portsOfCard(document, graph, wire.from.node).outputs[wire.from.port];
  const into = portsOfCard(document, graph, wire.to.node).inputs[wire.to.port];
  const isBlock = out?.gives === 'block';
  return (
    <header className="flex flex-col gap-2 px-3 py-3">
      <h2 className="text-small font-medium text-muted">{t('wire')}</h2>
      <p>
        {text(titleOf(source))} · {out ? text(out.title) : wire.from.port}
        <span className="text-muted"> → </span>
        {text(titleOf(target))} · {into ? text(into.title) : wire.to.port}
      </p>
      {into?.several && (
        <TextField
          label={t('wireName')}
          value={wire.to.name ?? wire.from.node}
          check={(name) => (isTaken(id, name.trim()) ? t('wireNameTaken') : null)}
          onCommit={(name) => {
            editGraph({ en: 'Rename a wire', ko: '연결 이름 바꾸기' }, ({ graph }) =>
              renameWire(graph, wire, name),
            );
            select({ wires: [wireKey({ from: wire.from, to: { ...wire.to, name: name.trim() } })] });
          }}
        />
      )}
      {isBlock ? (
        <p className="text-muted">{t('network')}</p>
      ) : (
        <WireChip node={wire.from.node} port={wire.from.port} />
      )}
      <div>
        <CommandButton id="delete" />
      </div>
    </header>
  );
}

function isTaken(id: string, name: string): boolean {
  const { wires } = graphNow(useDocument.getState());
  const own = wires.find((wire) => wireKey(wire) === id);
  return wires.some(
    (wire) =>
      wire !== own &&
      wire.to.node === own?.to.node &&
      wire.to.port === own.to.port &&
      (wire.to.name ?? wire.from.node) === name,
  );
}
