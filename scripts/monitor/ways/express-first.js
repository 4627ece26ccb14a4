// What some tools ask to be written in the code: a middleware before all others, in the application's own copy of Express.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * @param {() => (request: any, response: any, next: () => void) => void} make
 */
export function useFirst(make) {
  const express = createRequire(join(process.cwd(), 'package.json'))('express');
  const { init } = express.application;
  express.application.init = function initialise() {
    init.call(this);
    this.use(make());
  };
}
