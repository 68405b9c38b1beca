// `npm run tensorflow`: arranges TensorFlow anew, whatever an earlier start found.
import { arrangeTensorFlow } from './tensorflow/arrange.mjs';

await arrangeTensorFlow({ again: true });
