import { create } from 'zustand';
import type { Gallery } from '../../main/bridge/contract.ts';
import { type Text, textOf } from '../../nodes/alphabet/problem.ts';
import { machine } from './studio.ts';

interface GalleryState {
  /** `null` until it has come once. */
  readonly gallery: Gallery | null;
  /** Why it could not be read. */
  readonly failed: Text | null;
}

/** Templates and recent projects. */
export const useGallery = create<GalleryState>(() => ({ gallery: null, failed: null }));

/** Reads the gallery anew; what was there before stays until the new one is. */
export async function loadGallery(): Promise<void> {
  try {
    useGallery.setState({ gallery: await machine().call('gallery', {}), failed: null });
  } catch (error) {
    useGallery.setState({ failed: textOf(error) });
  }
}

/** Takes a project out of the recent ones; a draft is deleted with its runs. */
export async function forgetProject(file: string): Promise<void> {
  await machine().call('forget', { file });
  await loadGallery();
}

type Pictured = { readonly template: string } | { readonly file: string; readonly changed: number };

const pictures = new Map<string, Promise<string | null>>();

/** Address of a thumbnail, which this page keeps; `null` where there is none. A project's is fetched anew after it changed. */
export function thumbnailOf(of: Pictured): Promise<string | null> {
  const key = 'template' in of ? of.template : `${of.file} ${of.changed}`;
  let picture = pictures.get(key);
  if (!picture) {
    picture = fetchThumbnail('template' in of ? { template: of.template } : { file: of.file });
    // What failed may be tried again.
    picture.catch(() => pictures.delete(key));
    pictures.set(key, picture);
  }
  return picture;
}

/**
 * Fetches the pictures of templates that are not on the screen yet, so that they are there when one scrolls to them.
 * @param quiet resolves when the next one disturbs nobody
 */
export async function fetchThumbnails(quiet: () => Promise<void>): Promise<void> {
  for (const { name, thumbnail } of useGallery.getState().gallery?.templates ?? []) {
    if (!thumbnail) continue;
    await quiet();
    await thumbnailOf({ template: name }).catch(() => null);
  }
}

async function fetchThumbnail(
  of: { readonly template: string } | { readonly file: string },
): Promise<string | null> {
  const bytes = await machine().call('thumbnail', of);
  return bytes && URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
}
