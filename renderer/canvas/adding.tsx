import { useMemo } from 'react';
import { catalogue } from '../../nodes/catalogue.ts';
import { useText, useTexts } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';
import { families } from '../theme/families.ts';
import { canvasTexts } from './canvas-texts.ts';
import { setCanvas, useCanvas } from './canvas-state.ts';
import { graphNow, portsOfCard, titleOf } from './card-state.ts';
import { add, wire, wiresToDraw } from './gestures.ts';
import { offersFor, offerTakes, type Offer } from './offers.ts';
import { PickList } from './pick-list.tsx';

const close = () => setCanvas({ adding: null, connecting: null });

/** The search at the pointer: everything that can stand here, or what fits the wire that was dropped. */
export function Adding() {
  const adding = useCanvas((state) => state.adding);
  const document = useDocument((state) => state.document);
  const design = useDocument(({ path }) => path.at(-1)?.design ?? null);
  const t = useTexts(canvasTexts);
  const text = useText();
  const pending = adding?.pending ?? null;
  const port = useDocument((state) => {
    if (!pending || !state.document) return null;
    const ports = portsOfCard(state.document, graphNow(state), pending.node);
    return pending.side === 'source' ? ports.outputs[pending.port] : ports.inputs[pending.port];
  });
  const picks = useMemo(() => {
    if (!adding || !document) return [];
    const carried =
      (port && ('takes' in port ? port.takes : 'gives' in port ? port.gives : undefined)) ?? 'tensor';
    return offersFor(document, design)
      .filter((offer) => !pending || offerTakes(document, offer, pending.side, carried))
      .map((offer) => ({ ...offer, mark: <OfferMark offer={offer} />, aside: text(asideOf(offer)) }));
  }, [adding, document, design, pending, port, text]);
  if (!adding) return null;
  return (
    <PickList
      at={adding.screen}
      label={port ? t('searchThatFit', { port: text(port.title) }) : t('search')}
      picks={picks}
      onClose={close}
      onPick={(id) => {
        close();
        add(id, adding.canvas, { pending });
      }}
    />
  );
}

export function OfferMark({ offer }: { readonly offer: Pick<Offer, 'family'> }) {
  const { icon: Icon, colour } = families[offer.family];
  return <Icon size={14} strokeWidth={1.75} aria-hidden style={{ color: colour }} className="shrink-0" />;
}

const RECIPE = { en: 'recipe', ko: '레시피' };
const BLOCK = { en: 'call again', ko: '다시 호출' };
const MEMBER = { en: 'design', ko: '설계' };

/** What kind of thing an offer is, in a word. */
const asideOf = ({ type, family }: Offer) =>
  ({ recipe: RECIPE, block: BLOCK, member: MEMBER, node: families[family].title })[type];

/** Draws a wire by keyboard: every port that the selected card could be wired to, searched by typing. */
export function Connecting() {
  const connecting = useCanvas((state) => state.connecting);
  const node = useDocument((state) => (connecting ? graphNow(state).nodes[connecting.node] : undefined));
  const t = useTexts(canvasTexts);
  const text = useText();
  const lines = useMemo(() => (connecting && node ? wiresToDraw(connecting.node) : []), [connecting, node]);
  if (!connecting || !node) return null;
  return (
    <PickList
      at={connecting.screen}
      label={t('searchPorts', { card: text(titleOf(node)) })}
      picks={lines.map(({ title, from, to }, i) => {
        const far = graphNow(useDocument.getState()).nodes[
          from.node === connecting.node ? to.node : from.node
        ];
        const family = far && catalogue.get(far.kind)?.family;
        return { id: String(i), title, ...(family ? { mark: <OfferMark offer={{ family }} /> } : {}) };
      })}
      onClose={close}
      onPick={(i) => {
        close();
        const line = lines[Number(i)];
        if (line) wire(line.from, line.to);
      }}
    />
  );
}
