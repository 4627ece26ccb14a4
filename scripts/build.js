// @ts-check
// Compiles src into dist: npm run build
import { build, run } from './prepare.js';

run(() => {
  build();
  return 0;
});
