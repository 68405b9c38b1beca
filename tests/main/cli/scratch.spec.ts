import { test } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import { explain } from '../../../nodes/graph/explain.ts';
import { describe } from '../../../nodes/graph/describe.ts';
import { plainFormula } from '../../../nodes/plain-formula.ts';
import { readTemplate } from '../../../main/projects/templates.ts';
test('x', async () => {
  const t = await readTemplate('vae-digits');
  const c = compile(t.document);
  for (const o of explain(c)) for (const l of o.lines) console.log('  '.repeat(l.depth) + plainFormula(l.assignment), ' | ', l.formula && plainFormula(l.formula), ' | ', l.words.en, ' | ', JSON.stringify(l.values.map(v=>[plainFormula(v.symbol), v.shape])), l.place?.path+':'+l.place?.node);
  const d = describe(t.document);
  console.log([...d.wires].map(([k,v])=>k+JSON.stringify(v)).join('\n'), d.parameters, d.problems, c.problems, [...c.entries.values()].map(e=>e.name+' '+e.program.instructions.length+' '+JSON.stringify(e.meanings)));
});
