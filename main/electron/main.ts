// What Electron runs.
import { openDesktop } from './desktop.ts';

openDesktop();
