import { textOf } from '../../nodes/alphabet/problem.ts';
import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../language/texts.ts';
import { notifyProblem } from '../parts/notify.ts';
import { createProject } from '../state/project.ts';
import { readDropped } from './dropped-file.ts';
import { windowTexts } from './window-texts.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** A document that is dropped anywhere on the window is opened as a draft of its own; the file stays as it is. */
export function DropTarget() {
  const t = useTexts(windowTexts);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const listen = (
      name: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      hear: (event: DragEvent) => void,
    ) => window.addEventListener(name, hear, { signal: end.signal });
    listen('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    });
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) openDropped(file).catch((error: unknown) => notifyProblem(textOf(error)));
    });
    return () => end.abort();
  }, []);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-70 flex flex-col items-center justify-center gap-2 rounded-card border-2 border-dashed border-accent bg-backdrop">
      <div className="flex flex-col items-center gap-1 rounded-card bg-raised px-6 py-4 shadow-float">
        <FileDown size={20} className="text-accent" aria-hidden />
        <p className="font-medium">{t('drop')}</p>
        <p className="text-muted">{t('dropSentence')}</p>
      </div>
    </div>
  );
}

async function openDropped(file: File): Promise<void> {
  await createProject(await readDropped(file));
}
