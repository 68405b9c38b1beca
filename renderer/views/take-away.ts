import type { Picture } from '../../nodes/finding.ts';
import { notifyDone, notifyProblem } from '../parts/notify.ts';
import { forms } from './forms.ts';

/** Downloads something that the window made. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-');
  link.click();
  // The browser has read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A picture as PNG: as its form makes it, else as it stands on the screen. */
export async function pngOf(picture: Picture, place: Element | null): Promise<Blob | null> {
  const canvas = forms.get(picture.form)?.image?.(picture) ?? place?.querySelector('canvas');
  if (!canvas) return null;
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}

/** Puts a picture on the clipboard, or says why that cannot be. */
export async function copyPng(png: Promise<Blob | null>): Promise<void> {
  try {
    // Handed over as a promise: some browsers allow copying only in the click itself.
    const content = png.then((blob) => blob ?? Promise.reject(new Error('There is no picture.')));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': content })]);
    notifyDone({ en: 'The picture is on the clipboard.', ko: '그림을 복사했어요.' });
  } catch {
    notifyProblem({
      en: 'This browser does not let a page copy pictures. Save it as a PNG instead.',
      ko: '이 브라우저는 그림 복사를 막고 있어요. PNG로 저장해 주세요.',
    });
  }
}
