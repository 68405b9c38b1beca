import type { PrintTable } from './print.ts';

const files = import.meta.glob<{ default: PrintTable }>('./table/*.ts', { eager: true });

/** How each operation of the alphabet is printed, by its kind. */
export const table: PrintTable = Object.assign(
  {},
  ...Object.values(files).map((file) => file.default),
) as PrintTable;
