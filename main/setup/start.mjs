// `npm start` opens the studio, `npm start -- <command>` runs the command; both set up what is missing first.
import { openStudio } from './open-studio.mjs';
import { runBuilt } from './run-built.mjs';

const [command] = process.argv.slice(2);
// The studio arranges TensorFlow while its window is open already.
if (command !== undefined) await runBuilt('cli', { tensorflow: command !== 'serve' });
else await openStudio();
