import type { PrintTable } from '../print.ts';

export default {
  // Where it moves variables, the printer of programs updates them in place instead.
  adam: (printing) => printing.define(),
} satisfies PrintTable;
