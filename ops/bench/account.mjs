/** Loaded before the program under load: reports to its parent what the process has used. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

function collectGarbage() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

process.on('message', (message) => {
  if (message === 'usage') process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
  if (message === 'live heap') {
    collectGarbage();
    process.send?.({ heap: process.memoryUsage().heapUsed });
  }
});
process.channel?.unref();
