import type { Dial } from '../../nodes/dial.ts';
import type { DialValue } from '../../nodes/graph/document.ts';
import { setDial } from '../edits/nodes.ts';
import { editGraph } from '../edits/site.ts';

/**
 * Turns a dial of a node on the canvas. Turning on is one deed until `endGesture`, so a whole scrub is taken back at once.
 * @param value `undefined` puts the default back
 */
export function turnDial(id: string, name: string, dial: Dial, value: DialValue | undefined): void {
  editGraph(
    { en: `Turn '${dial.title.en}'`, ko: `'${dial.title.ko}' 바꾸기` },
    (site) => setDial(site, id, name, value),
    `dial ${id}.${name}`,
  );
}
