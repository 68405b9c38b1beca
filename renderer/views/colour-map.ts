type Triple = readonly [number, number, number];

/** From dark violet over red and amber to pale yellow: lightness alone tells the order, so that no eye needs the hues. */
const STOPS = ['#160c3b', '#4a1a6b', '#8a2a70', '#c2455a', '#e4723c', '#f0a83c', '#f6e08a'] as const;
const COLOURS = 256;

/** sRGB bytes to OKLab (Ottosson 2020), in which distances are about as large as they look. */
export function okLab([red, green, blue]: Triple): Triple {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** OKLab to sRGB bytes, cut at the ends of what a screen shows. */
export function fromOkLab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const linear = (byte: number): number => {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const encoded = (light: number): number => {
  const c = Math.min(1, Math.max(0, light));
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
};

/** 256 colours as bytes, three each, from the least to the largest value: neighbours are equally far apart to the eye. */
export const COLOUR_MAP: Uint8ClampedArray = evenly(
  STOPS.map((hex) => okLab([1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as never)),
);

/** Places at equal distances along the line through the stops. */
function evenly(stops: readonly Triple[]): Uint8ClampedArray {
  const lengths = stops.slice(1).map((stop, i) => Math.hypot(...stop.map((x, axis) => x - stops[i]![axis]!)));
  const whole = lengths.reduce((a, b) => a + b);
  const colours = new Uint8ClampedArray(3 * COLOURS);
  for (let i = 0; i < COLOURS; i++) {
    let left = (whole * i) / (COLOURS - 1);
    let part = 0;
    while (part < lengths.length - 1 && left > lengths[part]!) left -= lengths[part++]!;
    const [from, to, share] = [stops[part]!, stops[part + 1]!, Math.min(1, left / lengths[part]!)];
    colours.set(fromOkLab(from.map((x, axis) => x + share * (to[axis]! - x)) as unknown as Triple), 3 * i);
  }
  return colours;
}

/** The place of a value's colour in the map, cut at both ends; -1 of what is not a number. */
export function colourIndex(value: number, [low, high]: readonly [number, number]): number {
  if (Number.isNaN(value)) return -1;
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return Math.round(Math.min(1, Math.max(0, share)) * (COLOURS - 1));
}
