import { Dices, LayoutGrid } from 'lucide-react';
import { memo, useMemo, type ReactNode } from 'react';
import { catalogue } from '../../nodes/catalogue.ts';
import { givenName } from '../../nodes/graph/names.ts';
import { runCommand } from '../commands/registry.ts';
import { useText, useTexts } from '../language/texts.ts';
import { IconButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useDocument } from '../state/document.ts';
import { reveal } from '../state/reveal.ts';
import { useRun } from '../state/run.ts';
import { useSamples } from '../state/drawn-samples.ts';
import { outputsOfBoard } from '../state/samples.ts';
import { useTurns } from '../state/turns.ts';
import { NodePicture } from './node-picture.tsx';
import { useNodeTitle } from './node-title.ts';
import { aspectOf } from './picture.tsx';
import { SampledPicture, usePictureOf } from './sampled-picture.tsx';
import { TurnPicture } from './turn-line.tsx';
import { viewsTexts } from './views-texts.ts';

/** All views of the board as a grid of pictures, and its outputs with samples that were asked for. */
export function Views() {
  const t = useTexts(viewsTexts);
  const board = useDocument(({ document }) => document?.board);
  const nodes = useMemo(() => viewsOf(board), [board]);
  const outputs = useMemo(() => (board ? [...outputsOfBoard()] : []), [board]);
  if (nodes.length === 0 && outputs.length === 0)
    return (
      <EmptyState icon={LayoutGrid} title={t('emptyTitle')}>
        {t('empty')}
      </EmptyState>
    );
  return (
    <div
      className="@container-size min-h-0 flex-1 overflow-y-auto"
      role="region"
      aria-label={t('emptyTitle')}
    >
      <div className="view-tiles flex flex-wrap gap-x-5 gap-y-4 p-3">
        {nodes.map((node) => (
          <ViewTile key={node} node={node} />
        ))}
        {outputs.map(([node, name]) => (
          <OutputTile key={node} node={node} name={name} />
        ))}
      </div>
    </div>
  );
}

type Board = NonNullable<ReturnType<typeof useDocument.getState>['document']>['board'];

/** Views of the board that are switched on, from left to right. */
function viewsOf(board: Board | undefined): readonly string[] {
  return Object.entries(board?.nodes ?? {})
    .filter(([, { kind, off }]) => catalogue.get(kind)?.role === 'view' && !off)
    .sort(([, a], [, b]) => (a.position?.x ?? 0) - (b.position?.x ?? 0))
    .map(([node]) => node);
}

const ViewTile = memo(function ViewTile({ node }: { readonly node: string }) {
  const picture = useRun(({ seen }) => seen[node]?.finding.picture);
  return (
    <Tile node={node} aspect={picture ? aspectOf(picture) : 1}>
      <NodePicture node={node} size="dock" />
    </Tile>
  );
});

function OutputTile({ node, name }: { readonly node: string; readonly name: string }) {
  const t = useTexts(viewsTexts);
  const sampled = useSamples((samples) => samples[name]);
  const turn = useTurns((turns) => turns[`output/${name}`]);
  const title = useOutputTitle(node, name);
  const picture = usePictureOf(sampled, node);
  return (
    <Tile
      node={node}
      title={title}
      aspect={picture ? aspectOf(picture) : 1}
      actions={
        <IconButton label={t('sampleAgain')} icon={Dices} onClick={() => void runCommand('sample-again')} />
      }
    >
      {turn ? (
        <TurnPicture turn={turn} size="dock" />
      ) : (
        <SampledPicture name={title} sampled={sampled} picture={picture} />
      )}
    </Tile>
  );
}

/** The name of its card, else what is in it; of several outputs also what sampling calls it. */
function useOutputTitle(node: string, name: string): string {
  const t = useTexts(viewsTexts);
  const text = useText();
  const drawn = useDocument(({ document }) => document?.board.nodes[node]);
  const alone = useDocument(() => outputsOfBoard().size === 1);
  const own = givenName(drawn);
  if (own) return text(own);
  return alone ? t('drawn') : `${t('drawn')}: ${name}`;
}

interface TileProps {
  readonly node: string;
  /** The node's own unless told. */
  readonly title?: string;
  /** Width divided by height of the picture. */
  readonly aspect: number;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A picture with its title, as high as the dock lets it be. */
function Tile({ node, title: told, aspect, actions, children }: TileProps) {
  const t = useTexts(viewsTexts);
  const own = useNodeTitle(node);
  const title = told ?? own;
  const height = 'clamp(110px, 100cqh - 76px, 440px)';
  return (
    <figure
      className="flex min-w-40 flex-col"
      style={{ width: `calc(${height} * ${aspect.toFixed(3)})`, maxWidth: '100%' }}
    >
      <figcaption className="flex h-7 items-center gap-1">
        <button
          type="button"
          title={t('goToNode', { name: title })}
          className="min-w-0 truncate rounded-control font-semibold hover:text-accent"
          onClick={() => reveal([], node)}
        >
          {title}
        </button>
        {actions && <span className="ml-auto flex">{actions}</span>}
      </figcaption>
      {/* The caption stands below the picture, inside. */}
      <div className="min-h-0" style={{ height: `calc(${height} + 20px)` }}>
        {children}
      </div>
    </figure>
  );
}
