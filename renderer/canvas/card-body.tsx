import { holds, type Dial } from '../../nodes/dial.ts';
import { catalogue } from '../../nodes/catalogue.ts';
import { textDial } from '../../nodes/graph/dials.ts';
import { ExampleField } from '../dials/example-field.tsx';
import { DialField } from '../dials/dial-field.tsx';
import { turnDial } from '../dials/turn-dial.ts';
import { TextField } from '../parts/text-field.tsx';
import { useText, useTexts } from '../language/texts.ts';
import { LossValue } from '../run/loss-value.tsx';
import { useModel } from '../state/training.ts';
import { endGesture } from '../state/document.ts';
import { NodePicture } from '../views/node-picture.tsx';
import { SamplerTurn } from '../views/turn-line.tsx';
import { blockPattern } from './block-pattern.ts';
import { canvasTexts } from './canvas-texts.ts';
import { CardPorts, useNetworkNames } from './card-ports.tsx';
import { blockIdOf, graphNow, useArriving, useCardLine, useCardNode, useOfCard } from './card-state.ts';
import { useWeightedWires } from './weighted-wires.ts';

export interface BodyProps {
  readonly id: string;
}

/** The one muted line under the title. */
export function CardLine({ id }: BodyProps) {
  const words = useText()(useCardLine(id));
  return words === '' ? null : (
    <p className="card-line" title={words}>
      {words}
    </p>
  );
}

export const PlainBody = ({ id }: BodyProps) => (
  <>
    <CardLine id={id} />
    <AskedFor id={id} />
    <CardPorts id={id} />
    <SamplerTurn id={id} />
  </>
);

/** Fields for what a person asks for: prompts, classes, masks, numbers. */
function AskedFor({ id }: BodyProps) {
  const text = useText();
  const node = useCardNode(id);
  const onBoard = useOfCard(id, ({ path }) => path.length === 0);
  const dials = Object.entries<Dial>((onBoard && node && catalogue.get(node.kind)?.dials) || {});
  const fields = dials.filter(
    ([, dial]) =>
      (dial.type === 'text' || dial.type === 'numbers') && dial.onCard && holds(dial.onCard, node!.dials),
  );
  if (fields.length === 0) return null;
  return (
    <div className="card-dials nodrag nopan nowheel">
      {fields.map(([name, dial]) =>
        dial.type === 'numbers' ? (
          <ExampleField key={name} node={id} name={name} dial={dial} place="card" />
        ) : (
          <TextField
            key={name}
            look="words"
            label={text(dial.title)}
            placeholder={text(dial.title)}
            value={node ? textDial(node, name, '') : ''}
            className="card-words"
            onCommit={(words) => {
              turnDial(id, name, dial, words === '' ? undefined : words);
              endGesture();
            }}
          />
        ),
      )}
    </div>
  );
}

/** A view or a metric: a picture with its ports beside it. */
export const PictureBody = ({ id, metric }: BodyProps & { readonly metric: boolean }) => (
  <div className="card-picture" data-metric={metric || undefined}>
    <CardPorts id={id} look="quiet" />
    <div className="card-frame">
      <NodePicture node={id} size="card" />
    </div>
  </div>
);

/** A loss: its last value large, and how it went. */
export function LossBody({ id }: BodyProps) {
  const trains = useModel()?.run != null;
  return (
    <>
      {trains ? (
        <div className="card-value">
          <LossValue node={id} port="loss" />
        </div>
      ) : (
        <CardLine id={id} />
      )}
      <LiveDials id={id} />
      <CardPorts id={id} />
    </>
  );
}

/** An optimizer: the networks that it trains as chips, and its rate. */
export const OptimizerBody = ({ id }: BodyProps) => (
  <>
    <CardLine id={id} />
    <TrainedBlocks id={id} />
    <LiveDials id={id} only="learningRate" />
    <CardPorts id={id} look="chips" />
  </>
);

function TrainedBlocks({ id }: BodyProps) {
  const t = useTexts(canvasTexts);
  const wires = useArriving(id).filter(({ to }) => to.port === 'blocks');
  const names = useNetworkNames(id, wires);
  const patterns = useOfCard(id, (state) =>
    wires
      .map(({ from }) => blockPattern(state.document, blockIdOf(graphNow(state).nodes[from.node])))
      .join(' '),
  ).split(' ');
  if (wires.length === 0) return <p className="card-line">{t('noBlocks')}</p>;
  return (
    <ul className="card-chips">
      {wires.map(({ from }, i) => (
        <li key={`${from.node}.${from.port}`} className="card-chip">
          <span className="card-swatch" data-pattern={patterns[i]} aria-hidden />
          {names[from.node]}
        </li>
      ))}
    </ul>
  );
}

/** The dials of a card that may be turned while it trains. */
function LiveDials({ id, only }: BodyProps & { readonly only?: string }) {
  const node = useCardNode(id);
  const dials = Object.entries<Dial>((node && catalogue.get(node.kind)?.dials) ?? {}).filter(
    ([name, dial]) =>
      (only === undefined || name === only) &&
      (dial.type === 'weights' || (dial.type === 'number' && dial.live === true)),
  );
  const wires = useWeightedWires(id);
  if (dials.length === 0 || (wires.length === 0 && only === undefined)) return null;
  return (
    <div className="card-dials nodrag nopan">
      {dials.map(([name, dial]) => (
        <DialField
          key={name}
          dial={dial}
          value={node?.dials[name]}
          wires={wires}
          onTurn={(value) => turnDial(id, name, dial, value)}
          onSettle={endGesture}
        />
      ))}
    </div>
  );
}
