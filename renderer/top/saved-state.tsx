import { Check, CheckCheck, CircleDashed, Eye, TriangleAlert } from 'lucide-react';
import { keysText } from '../commands/keys.ts';
import { useText, useTexts } from '../language/texts.ts';
import { classes } from '../parts/classes.ts';
import { Tooltip } from '../parts/tooltip.tsx';
import { useDocument } from '../state/document.ts';
import { keepingOf, useProject } from '../state/project.ts';
import { topTexts } from './top-texts.ts';

const ICONS = {
  saved: CheckCheck,
  kept: Check,
  keeping: CircleDashed,
  'not kept': TriangleAlert,
  lookingOn: Eye,
};
const WORDS = {
  saved: 'saved',
  kept: 'kept',
  keeping: 'keeping',
  'not kept': 'notKept',
  lookingOn: 'lookingOn',
} as const;

/** Whether what is seen is safe, in a word; why, on hovering. */
export function SavedState() {
  const t = useTexts(topTexts);
  const text = useText();
  const project = useProject();
  const document = useDocument(({ document }) => document);
  if (!project.open) return null;
  const state = project.open.lookingOn ? 'lookingOn' : keepingOf(project, document);
  const Icon = ICONS[state];
  const detail = {
    saved: () => t('savedDetail'),
    kept: () =>
      project.open?.file === null ? t('draftDetail') : t('keptDetail', { keys: keysText('mod+s') }),
    keeping: () => t('keepingDetail'),
    'not kept': () => t('notKeptDetail', { why: project.keepingFailed ? text(project.keepingFailed) : '' }),
    lookingOn: () => t('lookingOnDetail'),
  }[state]();
  return (
    <Tooltip text={detail}>
      <span
        role="status"
        tabIndex={0}
        className={classes(
          'flex shrink-0 items-center gap-1 rounded-control px-1 text-small',
          state === 'not kept' ? 'text-bad' : 'text-muted',
        )}
      >
        <Icon size={12} aria-hidden />
        {t(WORDS[state])}
      </span>
    </Tooltip>
  );
}
