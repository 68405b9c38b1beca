const BREAK = ',\\quad ';

/**
 * The statements of a formula, a line each: where it says several after each other, as `y = Wh, h = f(x)`, they stand below each
 * other in a narrow place.
 */
export function formulaLines(tex: string): string[] {
  const lines: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < tex.length; at++) {
    if (tex[at] === '{' || tex.startsWith('\\begin', at)) depth += 1;
    else if (tex[at] === '}' || tex.startsWith('\\end', at)) depth -= 1;
    else if (depth === 0 && tex.startsWith(BREAK, at)) {
      lines.push(tex.slice(from, at));
      from = at + BREAK.length;
    }
  }
  return [...lines, tex.slice(from)];
}
