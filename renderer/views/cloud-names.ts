import { useMemo } from 'react';
import type { Picture } from '../../nodes/finding.ts';
import { wireTitleByName } from '../../nodes/graph/node-title.ts';
import { useText } from '../language/texts.ts';
import { useDocument } from '../state/document.ts';

/** A picture of clouds, which programs call by the names of their wires, with what people call them. */
export function useCloudNames(node: string, picture: Picture | undefined): Picture | undefined {
  const text = useText();
  const names = picture?.form === 'points' ? picture.names : undefined;
  const titles = useDocument(({ document }) =>
    names && document
      ? names.map((name) => text(wireTitleByName(document, document.board, node, name))).join('\n')
      : null,
  );
  return useMemo(
    () =>
      picture?.form === 'points' && titles !== null ? { ...picture, names: titles.split('\n') } : picture,
    [picture, titles],
  );
}
