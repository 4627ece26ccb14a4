import bundle from 'express-prom-bundle';
import { useFirst } from './express-first.js';

useFirst(() => bundle({ includeMethod: true, includePath: true }));
