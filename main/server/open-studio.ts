import { Studio, type StudioOptions } from '../studio/studio.ts';
import { Windows, type Tell } from '../bridge/windows.ts';
import { claimWorkspace, releaseWorkspace } from '../projects/claim.ts';
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

interface Opening extends Omit<StudioOptions, 'tell' | 'arrange'> {
  readonly workspace: string;
}

/**
 * Opens a studio for any number of windows, and arranges TensorFlow beside it.
 * @throws Problem where another process has the folder of projects open
 */
export function openStudio(options: Opening): OpenStudio {
  claimWorkspace(options.workspace);
  let arranging: { stop: () => void } | null = null;
  const arrange = (again: boolean) => {
    arranging?.stop();
    // Set-up puts TensorFlow's binding into the checkout; an installed application cannot be written.
    if (projectRoot().endsWith('.asar'))
      return void windows.studio.arranged({ failed: PACKAGED }).catch(onMistake);
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
      try {
        await windows.studio.close();
      } finally {
        releaseWorkspace(options.workspace);
      }
    },
  };
}

const PACKAGED = {
  en: 'This installed Genloom computes with WebAssembly: TensorFlow comes with a checkout that is started by "npm start".',
  ko: '설치된 Genloom은 WebAssembly로 계산합니다. TensorFlow는 "npm start"로 시작한 소스 폴더에서 쓸 수 있습니다.',
};

/** A mistake of the program itself is for those who mend it; whoever asked hears its sentence. */
function onMistake(error: unknown): void {
  const isOwn = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  if (isOwn) console.error(error);
}
