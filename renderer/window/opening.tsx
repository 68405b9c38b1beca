import { useEffect, useState } from 'react';
import { useTexts } from '../language/texts.ts';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { useProject } from '../state/project.ts';
import { windowTexts } from './window-texts.ts';

/** Milliseconds after which a person wonders whether the click was taken. */
const PATIENCE = 500;

/** Tells that a project is on its way, where it takes longer than usual: a machine far away, a disk that is busy. */
export function Opening() {
  const t = useTexts(windowTexts);
  const opening = useProject(({ opening }) => opening);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!opening) return;
    const wait = setTimeout(() => setSlow(true), PATIENCE);
    return () => {
      clearTimeout(wait);
      setSlow(false);
    };
  }, [opening]);
  return slow ? (
    <div className="pointer-events-none fixed inset-x-0 top-0 z-50">
      <ProgressBar label={t('opening')} share={null} />
    </div>
  ) : null;
}
