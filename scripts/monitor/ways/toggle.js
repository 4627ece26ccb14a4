// The monitor, ended and begun again on request in an application that has it as `app.use(monitor())`; or nothing, where TOGGLED says so. What
// stays of it when it is ended is one middleware that passes, and the methods of drivers that pass calls on.
import { monitor } from '../../../dist/monitor/index.js';
import { useFirst } from './express-first.js';

const isWatched = process.env['TOGGLED'] === 'jauge';
let current = isWatched ? monitor() : undefined;
if (isWatched) {
  useFirst(() => (request, response, next) => {
    if (current === undefined) next();
    else current(request, response, next);
  });
}

process.on('message', async (word) => {
  if (word !== 'on' && word !== 'off') return;
  if (isWatched && word === 'on') current ??= monitor();
  if (isWatched && word === 'off') {
    await current?.end();
    current = undefined;
  }
  process.send?.(word);
});
