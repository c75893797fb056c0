/**
 * `npm start`: installs what is missing, then is the program itself. No second process in between, so signals, the exit
 * code and `kill -9` mean what they say.
 */
import { ensureInstalled, root } from './install.mjs';

process.chdir(root);
await ensureInstalled();
await import('tsx');
await import('../../src/main.ts');
