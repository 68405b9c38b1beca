import { tokenColour } from '../theme/use-theme-seen.ts';

/** Room for a plot's title (pixels of the picture at density 1). */
const TITLE = 24;
const EDGE = 12;
const COLUMNS = 3;

/** All plots in a place as one picture, with their titles, on the ground of the theme. */
export async function plotsAsPng(place: HTMLElement | null): Promise<Blob | null> {
  const plots = [...(place?.querySelectorAll<HTMLElement>('[data-plot]') ?? [])].flatMap((figure) => {
    const canvas = figure.querySelector('canvas');
    return canvas ? [{ title: figure.dataset.plot ?? '', canvas }] : [];
  });
  if (plots.length === 0) return null;
  const density = window.devicePixelRatio || 1;
  const [title, edge] = [TITLE * density, EDGE * density];
  const width = Math.max(...plots.map(({ canvas }) => canvas.width));
  const height = Math.max(...plots.map(({ canvas }) => canvas.height));
  const columns = Math.min(COLUMNS, plots.length);
  const picture = document.createElement('canvas');
  picture.width = columns * (width + edge) + edge;
  picture.height = Math.ceil(plots.length / columns) * (height + title + edge) + edge;
  const context = picture.getContext('2d');
  if (!context) return null;
  context.fillStyle = tokenColour('--surface');
  context.fillRect(0, 0, picture.width, picture.height);
  context.font = `500 ${13 * density}px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = 'top';
  for (const [i, plot] of plots.entries()) {
    const [x, y] = [
      edge + (i % columns) * (width + edge),
      edge + Math.floor(i / columns) * (height + title + edge),
    ];
    context.fillStyle = tokenColour('--text');
    context.fillText(plot.title, x, y);
    context.drawImage(plot.canvas, x, y + title);
  }
  return new Promise((resolve) => {
    picture.toBlob(resolve, 'image/png');
  });
}
