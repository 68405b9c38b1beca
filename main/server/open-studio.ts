import { Studio, type StudioOptions } from '../studio/studio.ts';
import { Windows, type Tell } from '../bridge/windows.ts';
import { projectRoot } from '../projects/root.ts';
import { arrangeBeside } from '../setup/arrange-beside.mjs';

export interface OpenStudio {
  readonly studio: Studio;
  readonly windows: Windows<Studio>;
  /** Tells one window, or all of them. */
  readonly tell: Tell;
  /** Parts from windows and ends everything; a training is paused with a checkpoint. */
  close(): Promise<void>;
}

/** Opens a studio for any number of windows, and arranges TensorFlow beside it. */
export function openStudio(options: Omit<StudioOptions, 'tell' | 'arrange'>): OpenStudio {
  let arranging: { stop: () => void } | null = null;
  const arrange = (again: boolean) => {
    arranging?.stop();
    arranging = arrangeBeside({
      root: projectRoot(),
      again,
      onArranging: (progress) => windows.studio.arranging(progress),
      onArranged: (arranged) => void windows.studio.arranged(arranged).catch(onMistake),
    });
  };
  let tell!: Tell;
  const windows = new Windows(
    (way) => {
      tell = way;
      return new Studio({ ...options, tell, arrange: () => arrange(true) });
    },
    { onMistake },
  );
  arrange(false);
  return {
    studio: windows.studio,
    windows,
    tell,
    async close() {
      arranging?.stop();
      windows.close();
      await windows.studio.close();
    },
  };
}

/** A mistake of the program itself is for those who mend it; whoever asked hears its sentence. */
function onMistake(error: unknown): void {
  const isOwn = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  if (isOwn) console.error(error);
}
