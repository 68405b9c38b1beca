// `npm run fix`: mends what `npm test` would complain about and a program can mend.
import { lintArguments, runPackage } from './checks/packages.mjs';
import { projectRoot } from './places.mjs';

const formatted = await runPackage(projectRoot, 'oxfmt', ['.']);
const linted = await runPackage(projectRoot, 'oxlint', [...lintArguments(projectRoot), '--fix']);
process.exitCode = formatted && linted ? 0 : 1;
