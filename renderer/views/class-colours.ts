/**
 * Ten colours that stay apart for people who see all colours and for the three kinds of colour blindness (a distance of at
 * least 0.1 in OKLab under each), and stand 3:1 on the surface of their theme. Found by search; a test measures them.
 */
export const CLASS_COLOURS = {
  light: [
    '#0468c8',
    '#c28b0c',
    '#9c0211',
    '#1598fb',
    '#e34b78',
    '#3f228c',
    '#986529',
    '#9080b8',
    '#641f49',
    '#664e88',
  ],
  dark: [
    '#b3c7ff',
    '#e38c2e',
    '#42bf91',
    '#d94922',
    '#bf89ff',
    '#e6c406',
    '#b252c0',
    '#34ffba',
    '#608c78',
    '#e0ff59',
  ],
} as const;

/** The colour of a class; from the eleventh on they come again. */
export function classColour(theme: 'light' | 'dark', label: number): string {
  const colours = CLASS_COLOURS[theme];
  const index = ((Math.trunc(label) % colours.length) + colours.length) % colours.length;
  return colours[index]!;
}
