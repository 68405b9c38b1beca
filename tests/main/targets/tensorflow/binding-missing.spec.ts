import { expect, it, vi } from 'vitest';

import { loadBinding } from '../../../../main/targets/tensorflow/binding.ts';

vi.mock('../../../../main/targets/tensorflow/arrangement.ts', () => ({
  readArrangement: () => ({
    rung: 4,
    tried: [
      { rung: 1, ok: false, why: 'The host could not be reached.' },
      { rung: 2, ok: false, why: 'No C++ compiler was found.' },
      { rung: 4, ok: true, why: 'WebAssembly.' },
    ],
  }),
}));

it('says why set-up could not arrange TensorFlow, and what to do', () => {
  expect(() => loadBinding()).toThrow(
    'TensorFlow cannot be loaded here: The host could not be reached. No C++ compiler was found. Run "npm run tensorflow" to arrange it again.',
  );
});
