import { expect, test } from 'vitest';
import { phaseName } from '../../../nodes/graph/names.ts';
import { addPhase, removePhase, renamePhase } from '../../../renderer/edits/settings.ts';
import { smallVae } from '../../documents.ts';

test('a phase is called in both languages, and a name that a person types is the same in both', () => {
  const document = smallVae();
  document.phases[0]!.names = { ko: '학습' };
  document.board.nodes.optimizer!.dials.phase = 'training';
  expect(phaseName(document.phases, 'training')).toEqual({ en: 'training', ko: '학습' });
  renamePhase(document, 0, '첫째');
  expect(document.phases).toEqual([{ name: '첫째', steps: 20 }]);
  expect(document.board.nodes.optimizer!.dials.phase).toBe('첫째');
  expect(phaseName(document.phases, '첫째')).toEqual({ en: '첫째', ko: '첫째' });
});

test('a phase that a run knows and the document no longer does keeps the name it had', () => {
  const document = smallVae();
  addPhase(document, 'late');
  document.board.nodes.optimizer!.dials.phase = 'late';
  removePhase(document, 1);
  expect(document.board.nodes.optimizer!.dials.phase).toBeUndefined();
  expect(phaseName(document.phases, 'late')).toEqual({ en: 'late', ko: 'late' });
});
