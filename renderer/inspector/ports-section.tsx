import { formatShape } from '../../nodes/alphabet/shape.ts';
import type { InputPort, OutputPort } from '../../nodes/port.ts';
import { graphNow, useArriving, useCardPorts, wireTypeAt } from '../canvas/card-state.ts';
import { MathSymbol } from '../canvas/symbol.tsx';
import { useText, useTexts } from '../language/texts.ts';
import { useDescription } from '../shapes/description.ts';
import { useDocument } from '../state/document.ts';
import { inspectorTexts } from './inspector-texts.ts';
import { meaningWords } from './meaning-words.ts';
import { Section } from './section.tsx';

/** All ports of a card, with what goes through them. */
export function PortsSection({ id }: { readonly id: string }) {
  const t = useTexts(inspectorTexts);
  const { inputs, outputs } = useCardPorts(id);
  const arriving = useArriving(id);
  const ins = Object.entries(inputs);
  const outs = Object.entries(outputs);
  if (ins.length + outs.length === 0) return null;
  return (
    <Section title={t('ports')}>
      <ul className="flex flex-col gap-1">
        {ins.map(([name, port]) => (
          <PortLine
            key={`in ${name}`}
            port={port}
            from={arriving.find(({ to }) => to.port === name)?.from ?? null}
            arrow="→"
          />
        ))}
        {outs.map(([name, port]) => (
          <PortLine key={`out ${name}`} port={port} from={{ node: id, port: name }} arrow="←" />
        ))}
      </ul>
    </Section>
  );
}

interface PortLineProps {
  readonly port: InputPort | OutputPort;
  /** The output whose numbers it sees; `null` where nothing is wired. */
  readonly from: { readonly node: string; readonly port: string } | null;
  readonly arrow: '→' | '←';
}

function PortLine({ port, from, arrow }: PortLineProps) {
  const t = useTexts(inspectorTexts);
  const text = useText();
  const path = useDocument((state) => state.path);
  const type = useDescription(
    ({ wires }) => from && wireTypeAt(wires, graphNow(useDocument.getState()), path, from.node, from.port),
  );
  const isBlock = ('takes' in port ? port.takes : 'gives' in port ? port.gives : undefined) === 'block';
  const words = type && meaningWords(type.meaning);
  const missing = from === null ? t('optional' in port && port.optional ? 'optional' : 'notWired') : null;
  return (
    <li className="grid grid-cols-[16px_minmax(44px,auto)_minmax(0,1fr)] items-baseline gap-1">
      <span aria-label={t(arrow === '→' ? 'inputs' : 'outputs')} role="img" className="text-muted">
        {arrow === '→' ? '→' : '↦'}
      </span>
      <span className="whitespace-nowrap">
        <MathSymbol tex={port.symbol} />
      </span>
      <div className="min-w-0">
        <p className="flex justify-between gap-2">
          <span className="truncate">{text(port.title)}</span>
          <span className="shrink-0 text-muted">
            {missing ?? (isBlock ? t('network') : type ? formatShape(type.shape) : t('unknownShape'))}
          </span>
        </p>
        {words && <p className="text-small text-muted">{text(words)}</p>}
      </div>
    </li>
  );
}
